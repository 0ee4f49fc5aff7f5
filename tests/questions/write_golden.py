"""Write the golden tables anew: python tests/questions/write_golden.py; then read the difference before you commit."""

import csv
import importlib.util
from pathlib import Path

import kg

SPEC = importlib.util.spec_from_file_location("conftest", Path(__file__).with_name("conftest.py"))
shared = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(shared)


def main() -> None:
    """Write one table for each question, and remove those of questions that are gone."""
    with kg.open() as graph:
        catalogue = graph.ask.catalogue
        for old in shared.GOLDEN.glob("*.csv"):
            if old.stem not in catalogue:
                old.unlink()
        for question in catalogue.all():
            rows = graph._store.select(graph.ask.bound(question.name, shared.examples(question)))
            with (shared.GOLDEN / f"{question.name}.csv").open("w", encoding="utf-8", newline="") as file:
                writer = csv.writer(file, lineterminator="\n")
                writer.writerow(rows.names)
                writer.writerows([[shared.text_of(value) for value in row] for row in rows])


if __name__ == "__main__":
    main()
