"""Staff accounts: which passwords and names are taken, and who gets in with them."""

from __future__ import annotations

import re
from functools import partial

import pytest
from sqlmodel import Session, select

from models import staff, tables
from models.errors import SignInRefused
from models.store import Store

NAME, PASSWORD = "yamada", "ochanomizu-hana"


def add(
    store: Store, name: str = NAME, password: str = PASSWORD, role: staff.Role = "editor"
) -> int:
    hashed = staff.hash_password(password)
    return store.write(lambda session: staff.add(session, name, hashed, role, by="test"))


def check(store: Store, name: str = NAME, password: str = PASSWORD) -> int:
    with store.reading() as session:
        return staff.check(session, name, password)


def refusal_of_check(store: Store, name: str, password: str) -> SignInRefused:
    with pytest.raises(SignInRefused) as refusal:
        check(store, name, password)
    return refusal.value


def code_of_add(store: Store, name: str) -> str:
    with pytest.raises(SignInRefused) as refusal:
        store.write(lambda session: staff.add(session, name, "no hash", "editor", by="test"))
    return refusal.value.code


def code_of_rules(password: str, again: str | None = None, name: str = NAME) -> str:
    with pytest.raises(SignInRefused) as refusal:
        staff.check_password_rules(name, password, password if again is None else again)
    return refusal.value.code


GOOD_PASSWORDS = [
    "ochanomizu",  # ten characters: the fewest
    "correct horse battery staple",
    "  spaces count at both ends  ",
    "さくらの花が咲きました",
    "𠮷野家の丼と髙島屋の袋",
    "👨‍👩‍👧🗼🍡🌸🚲🎌",
    "0123456789-" * 8,  # 88 characters, more than bcrypt could tell apart
    "abcd" * 256,  # 1,024 bytes: the most
    "tab\tand\nline and \x00 nul",
]


@pytest.mark.parametrize("password", GOOD_PASSWORDS)
def test_long_japanese_and_odd_passwords_work(sqlite_store: Store, password: str) -> None:
    """Allowed by the rules, and the account opens with the whole password and nothing less."""
    staff.check_password_rules(NAME, password, password)
    staff_id = add(sqlite_store, password=password)
    assert check(sqlite_store, password=password) == staff_id
    for other in (password[:-1], password + " ", password[:64] + "x", password.strip() + "x"):
        assert refusal_of_check(sqlite_store, NAME, other).code == "wrong"


@pytest.mark.parametrize("password", ["abcd" * 256 + "e", "あいうえ" * 85 + "あい"])
def test_more_than_1024_bytes_are_refused(password: str) -> None:
    """Bytes, not characters: hashing a whole book would be a way to keep the server busy."""
    assert len(password.encode()) > 1_024
    assert code_of_rules(password) == "password_long"


@pytest.mark.parametrize("password", ["", "x", "ochanomiz", "さくらの花が咲いた", "🗼" * 9])
def test_fewer_than_ten_characters_are_refused(password: str) -> None:
    assert code_of_rules(password) == "password_short"


@pytest.mark.parametrize(
    "password",
    [
        *("aaaaaaaaaa", "ababababab", "abcabcabcabc", "AaAaAaBbBbBb", "ああああああああああ"),
        *("password123", "PassWord-2026", "passw0rd-hana", "1234567890", "12345678901234"),
        *("qwertyuiop", "koebako-desu", "setagaya-ku", "Setagaya2026"),
        *("yamada-desu-yo", "watashi-YAMADA", "xxyamadaxx"),
    ],
)
def test_easy_passwords_are_refused(password: str) -> None:
    """Few different characters, what everybody tries first, and one's own name."""
    assert code_of_rules(password) == "password_easy"


def test_a_short_name_does_not_forbid_its_letters() -> None:
    """Somebody called `ai` may still have `ai` in a password."""
    staff.check_password_rules("ai", "ai to heiwa", "ai to heiwa")


def test_a_mistyped_password_is_refused_first() -> None:
    assert code_of_rules(PASSWORD, PASSWORD + "x") == "password_differs"
    assert code_of_rules("short", "") == "password_differs"


def test_names_of_people_are_taken(store: Store) -> None:
    for name in ("y", "yamada", "山田花子", "山田-2", "O'Brien;--", "𠮷", "y" * 64):
        assert add(store, name) == check(store, name)


def test_names_with_blanks_or_of_no_length_are_refused(store: Store) -> None:
    """Also the full-width blank of Japanese keyboards: nobody remembers whether they typed one."""
    ascii_names = ("", " ", "a b", " yamada", "yamada ", "a\tb", "a\nb", "a\x00b", "y" * 65)
    for name in (*ascii_names, "山田　花子", "a\u00a0b", "a\u2028b", "a\x85b"):
        assert code_of_add(store, name) == "name_form", ascii(name)


def test_a_name_is_given_once(store: Store) -> None:
    """The second one changes nothing of the first."""
    staff_id = add(store)
    assert code_of_add(store, NAME) == "name_taken"
    assert check(store) == staff_id


def test_the_first_account_is_made_once(store: Store) -> None:
    """It is an administrator; afterwards nobody becomes one by the set-up link."""
    with store.reading() as session:
        assert staff.count(session) == 0
    staff_id = store.write(partial(staff.add_first, name="sato", password_hash="no hash"))
    for name in ("sato", "suzuki"):
        with pytest.raises(SignInRefused) as refusal:
            store.write(partial(staff.add_first, name=name, password_hash="no hash"))
        assert refusal.value.code == "already_set_up"
    with store.reading() as session:
        [account] = session.exec(select(tables.Staff)).all()
    assert (account.id, account.name, account.role) == (staff_id, "sato", "admin")


def test_set_up_is_over_when_an_account_came_by_command(store: Store) -> None:
    add(store, role="viewer")
    with pytest.raises(SignInRefused) as refusal:
        store.write(lambda session: staff.add_first(session, "sato", "no hash"))
    assert refusal.value.code == "already_set_up"


def test_wrong_name_and_wrong_password_are_told_the_same(store: Store) -> None:
    """Nothing tells a guesser that a name exists."""
    add(store)
    tries = [
        *((NAME, "wrong-password"), ("nobody", "wrong-password"), ("nobody", PASSWORD)),
        *((NAME.upper(), PASSWORD), (f"{NAME} ", PASSWORD), (f"{NAME}\x00", PASSWORD)),
        *(("", ""), (NAME, ""), (NAME, PASSWORD.upper()), ("' OR 1=1--", PASSWORD)),
        *((NAME, "x" * 1_025), ("nobody", "x" * 1_025), (NAME, "x\x00" + PASSWORD)),
    ]
    refusals = [refusal_of_check(store, name, password) for name, password in tries]
    assert {(one.code, one.wait_seconds, str(one)) for one in refusals} == {("wrong", 0, "wrong")}


def test_nobody_signs_in_as_nobody(store: Store) -> None:
    """The hash that unknown names are compared with opens no door, even with its password."""
    said = refusal_of_check(store, "nobody", "nobody signs in with this")
    assert said.code == "wrong"


def test_an_inactive_account_is_refused(store: Store) -> None:
    """In the same words, with the right password."""
    add(store)

    def deactivate(session: Session) -> None:
        account = session.exec(select(tables.Staff)).one()
        account.active = False
        session.add(account)

    store.write(deactivate)
    assert refusal_of_check(store, NAME, PASSWORD).code == "wrong"


def test_a_damaged_hash_opens_nothing(store: Store) -> None:
    store.write(lambda session: staff.add(session, NAME, "damaged", "editor", by="test"))
    for password in (PASSWORD, "damaged", ""):
        assert refusal_of_check(store, NAME, password).code == "wrong"


def test_the_password_is_stored_as_argon2id_and_never_twice_alike(store: Store) -> None:
    """19 MiB, two passes, one lane, a salt of its own; the password itself is in no table."""
    add(store)
    add(store, "sato")
    with store.reading() as session:
        hashes = session.exec(select(tables.Staff.password_hash)).all()
        entries = session.exec(select(tables.AuditEntry)).all()
    assert len(set(hashes)) == 2
    for stored in hashes:
        assert re.fullmatch(
            r"\$argon2id\$v=19\$m=19456,t=2,p=1\$[\w+/]{22}\$[\w+/]{43}", stored, re.ASCII
        )
    assert PASSWORD not in repr(hashes) + repr(entries)


def test_a_new_account_is_written_down_with_its_role(store: Store) -> None:
    add(store, role="viewer")
    with store.reading() as session:
        [entry] = session.exec(select(tables.AuditEntry)).all()
    assert (entry.who, entry.action, entry.subject, entry.detail) == (
        *("test", "staff.add", NAME, "viewer"),
    )
