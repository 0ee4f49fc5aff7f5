"""The fuzzer and its mutants are programs as well; tests import them from this folder."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
