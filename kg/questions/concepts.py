"""Concepts as people write them: by their code, or by the word that our own tables print, in English or Chinese.

The words stand here so that asking a question needs no look-up; a test holds them against ontology/codes.ttl.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Mapping, Sequence

from kg.vocabulary import PREFIXES

__all__ = ["LABELS", "concept_of", "nearest"]

LABELS: Mapping[str, Mapping[str, tuple[str, str]]] = {
    "basis": {
        "inferred": ("inferred", "推断"),
        "resolved": ("resolved", "由上下文确定"),
        "stated": ("stated", "明示"),
        "unstated": ("unstated", "未说明"),
    },
    "bound": {
        "about": ("about", "约"),
        "atLeast": ("at least", "不少于"),
        "atMost": ("at most", "不超过"),
        "exact": ("exact", "精确"),
        "justBelow": ("just below", "近"),
        "lessThan": ("less than", "不足"),
        "moreThan": ("more than", "超过"),
        "rounded": ("rounded", "四舍五入"),
        "unitFraction": ("one in a whole number", "几分之一"),
    },
    "flow": {
        "balance": ("balance", "差额"),
        "export": ("exports", "出口"),
        "import": ("imports", "进口"),
        "investment": ("investment", "投资"),
        "none": ("none", "无流向"),
        "production": ("production", "生产"),
        "re-export": ("re-exports", "转口"),
        "total": ("total trade", "进出口总额"),
    },
    "indicator": {
        "change": ("change", "增长率"),
        "count": ("count", "计数"),
        "quantity": ("quantity", "数量"),
        "rank": ("rank", "排名"),
        "share": ("share", "占比"),
        "streak": ("streak", "连续次数"),
        "value": ("value", "金额"),
    },
    "outcome": {
        "met": ("met", "实现"),
        "missed": ("missed", "未实现"),
        "undecided": ("undecided", "未定"),
    },
    "sourceKind": {
        "agency": ("agency", "通讯社"),
        "company": ("company", "企业"),
        "official": ("official", "官方"),
        "press": ("press", "报刊"),
        "reference": ("reference", "参考资料"),
        "research": ("research", "研究机构"),
        "unknown": ("unknown", "不详"),
    },
}
"""The English and the Chinese label of each concept, by code list, for the lists that questions ask for."""

_BETWEEN = re.compile(r"[\s_-]+")


def concept_of(scheme: str, text: str, values: Sequence[str]) -> str | None:
    """The concept among ``values`` that a text means: a code, label, prefixed name or IRI; None where it means none."""
    bare = text.strip().removeprefix(PREFIXES[scheme]).removeprefix(f"{scheme}:")
    return bare if bare in values else _words(scheme, values).get(_folded(bare))


def nearest(scheme: str, text: str, values: Sequence[str]) -> str | None:
    """The concept among ``values`` whose code or label is most like a text; None where nothing is."""
    words = _words(scheme, values)
    near = difflib.get_close_matches(_folded(text), words, n=1)
    return words[near[0]] if near else None


def _words(scheme: str, values: Sequence[str]) -> dict[str, str]:
    labels = LABELS.get(scheme, {})
    return {_folded(word): value for value in values for word in (*labels.get(value, ()), value)}


def _folded(text: str) -> str:
    return _BETWEEN.sub("", unicodedata.normalize("NFKC", text).casefold())
