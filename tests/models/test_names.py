"""What staff change in the list of names, on both databases."""

from __future__ import annotations

import pytest
from sqlmodel import select

from analysis.text import names as list_of_names
from analysis.text.tokens import cut
from models import names, tables
from models.clock import now
from models.errors import NotAllowed, NotFound
from models.names import MAX_CANONICAL, MAX_NAME, MOST, WardName
from models.store import Store


def save(
    store: Store, name: str, canonical: str = "", kind: str = "施設", active: bool = True
) -> WardName:
    return store.write(
        lambda session: names.save(session, name, canonical, kind, by="sato", active=active)
    )


def listed(store: Store) -> list[WardName]:
    with store.reading() as session:
        return names.listing(session)


def test_saved_changed_removed_and_all_reset(store: Store) -> None:
    assert listed(store) == []
    save(store, " ｻｸﾗ広場\n")
    save(store, "三茶", "三軒茶屋", "略称")
    save(store, "三茶", "三軒茶屋駅", "駅")
    save(store, "せたパ", "世田谷パブリックシアター", "略称", active=False)
    assert listed(store) == [
        WardName("せたパ", "世田谷パブリックシアター", "略称", active=False),
        WardName("サクラ広場", "サクラ広場", "施設"),
        WardName("三茶", "三軒茶屋駅", "駅"),
    ]
    store.write(lambda session: names.remove(session, "サクラ広場", by="suzuki"))
    assert [name.name for name in listed(store)] == ["せたパ", "三茶"]
    assert store.write(lambda session: names.reset(session, by="suzuki")) == 2
    assert listed(store) == []
    with store.reading() as session:
        steps = [(entry.who, entry.action) for entry in session.exec(select(tables.AuditEntry))]
    assert steps == [
        *([("sato", "ward_name.save")] * 3),
        ("sato", "ward_name.switch_off"),
        ("suzuki", "ward_name.remove"),
        ("suzuki", "ward_name.reset"),
    ]


def test_each_change_has_a_revision_of_its_own(store: Store) -> None:
    def revision() -> int:
        with store.reading() as session:
            return names.revision(session)

    seen = [revision()]
    for name, canonical in (("三茶", "三軒茶屋"), ("桜広場", ""), ("三茶", "三軒茶屋駅")):
        save(store, name, canonical)
        seen.append(revision())
    for name in ("三茶", "桜広場"):
        store.write(lambda session: names.remove(session, name, by="sato"))  # noqa: B023 - done at once
        seen.append(revision())
    assert seen[0] == seen[-1] == 0  # the list is as it was shipped
    assert len(set(seen)) == len(seen) - 1


@pytest.mark.parametrize(
    ("name", "canonical", "kind", "code"),
    [
        ("", "世田谷", "町", "ward_name"),
        (" \x00", "世田谷", "町", "ward_name"),
        ("あ" * (MAX_NAME + 1), "", "町", "ward_name"),
        ("三茶", "あ" * (MAX_CANONICAL + 1), "町", "ward_name"),
        ("三茶", "三軒茶屋", "川", "ward_name_kind"),
    ],
)
def test_what_is_no_name_is_refused(
    store: Store, name: str, canonical: str, kind: str, code: str
) -> None:
    with pytest.raises(NotAllowed) as refused:
        save(store, name, canonical, kind)
    assert refused.value.code == code
    assert listed(store) == []


def test_one_too_many_is_refused(store: Store) -> None:
    rows = [
        tables.WardName(name=f"{n}", canonical="", kind="町", changed_at=now()) for n in range(MOST)
    ]
    store.write(lambda session: session.add_all(rows))
    save(store, "0", "零")  # a change is no new one
    with pytest.raises(NotAllowed) as refused:
        save(store, "零")
    assert refused.value.code == "too_many_ward_names"


def test_what_nobody_changed_cannot_be_removed(store: Store) -> None:
    with pytest.raises(NotFound):
        store.write(lambda session: names.remove(session, "三軒茶屋", by="sato"))


def test_changes_count_on_top_of_the_shipped_list(store: Store) -> None:
    """三茶 is of the shipped list; さんかく広場 is not."""
    save(store, "さんかく広場", "三角広場")
    save(store, "三茶", kind="略称", active=False)
    text = "三茶のさんかく広場"
    shipped = [token.base for token in list_of_names.ward().merge(cut(text))]
    changed = [token.base for token in list_of_names.ward(listed(store)).merge(cut(text))]
    assert shipped[0] == "三軒茶屋"
    assert "三角広場" not in shipped
    assert changed[:2] == ["三", "茶"]
    assert changed[-1] == "三角広場"


def test_both_houses_know_the_same_kinds() -> None:
    assert names.KINDS == list_of_names.KINDS
