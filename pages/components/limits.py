"""What results can carry: a survey says how people were drawn, or they chose to answer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from analysis import sampling
from analysis.sentences import Error
from models.document import Sample, SurveyDocument

CAUTION: Final = "この結果は回答者の集計であり、区民全体の割合を推定するものではありません。"


def sample_of(versions: Mapping[int, SurveyDocument]) -> Sample | None:
    """How people were drawn, by the newest version; None where they chose to answer."""
    return versions[max(versions)].sample if versions else None


def error_of(sample: Sample | None) -> Error | None:
    """± of a percentage among so many people; None where there is no such thing."""
    if sample is None:
        return None
    return lambda percent, n: float(sampling.error(sample, n, round(percent)))


def in_words(sample: Sample | None, people: int) -> str:
    """The sentence that stands over all results."""
    if sample is None or not people:
        return CAUTION
    reach = sampling.error(sample, people)
    return (
        f"無作為に選ばれた人の調査です。n={people:,}のとき、標本誤差は最大で"
        f"±{reach}ポイントです（信頼度95%）。"
    )
