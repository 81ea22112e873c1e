import pytest

from models.errors import NotAllowed
from qr.links import answer_url
from qr.measure import quiet_mm, symbol_modules, verdict

URL = answer_url("https://koebako.city.example.lg.jp", "k7mq4")


def test_a_poster_is_judged_by_its_modules_and_read_from_a_metre() -> None:
    """42 capitals are version 3 at M: 29 modules."""
    found = verdict(URL, 100)
    assert symbol_modules(URL, "M") == 29
    assert found.module_mm == pytest.approx(100 / 29)
    assert (found.distance_mm, found.distance, found.warning) == (1000, "約1m", False)
    assert quiet_mm(URL, 29, "M") == 4


@pytest.mark.parametrize(
    ("side", "words"), [(150, "約1.5m"), (90, "約90cm"), (25, "約25cm"), (15, "約15cm")]
)
def test_the_distance_is_told_in_words(side: float, words: str) -> None:
    assert verdict(URL, side).distance == words


def test_fine_modules_are_warned_of_and_finer_ones_refused() -> None:
    assert not verdict(URL, 29 * 0.5).warning
    assert verdict(URL, 29 * 0.49).warning
    assert verdict(URL, 29 * 0.331).warning
    with pytest.raises(NotAllowed, match="module_too_small"):
        verdict(URL, 29 * 0.329)


def test_more_correction_makes_a_longer_address_finer() -> None:
    long = answer_url("https://chousa.kumin-sanka.city.example.lg.jp", "k7mq4")
    assert verdict(long, 30, "Q").module_mm < verdict(long, 30, "M").module_mm
