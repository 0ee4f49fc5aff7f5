"""The graph as an rdflib Dataset that can be read and not written."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kg.errors import UsageProblem

if TYPE_CHECKING:
    from rdflib import Dataset

__all__ = ["frozen_dataset"]


def frozen_dataset(quads: bytes) -> Dataset:
    """A read-only rdflib Dataset of N-Quads; its default graph is the union of all graphs."""
    from rdflib import Dataset
    from rdflib.plugins.stores.memory import Memory

    class Frozen(Memory):
        """A store in memory that takes nothing more once it is closed to writing."""

        writable = True

        def add(self, *arguments: Any, **options: Any) -> None:
            self._allow()
            super().add(*arguments, **options)

        def remove(self, *arguments: Any, **options: Any) -> None:
            self._allow()
            super().remove(*arguments, **options)

        def _allow(self) -> None:
            if not self.writable:
                raise UsageProblem("This Dataset is read-only; copy it to change it.")

    store = Frozen()
    dataset = Dataset(store=store, default_union=True)
    dataset.parse(data=quads, format="nquads")
    store.writable = False
    return dataset
