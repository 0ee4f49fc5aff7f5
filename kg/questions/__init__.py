"""The questions that the graph answers: files of SPARQL with a header, and parameters bound as terms."""

from kg.questions.binding import bind
from kg.questions.catalogue import Catalogue
from kg.questions.model import ColumnHead, Param, Question

__all__ = ["Catalogue", "ColumnHead", "Param", "Question", "bind"]
