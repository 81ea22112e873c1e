import re
from io import BytesIO
from urllib.parse import urlsplit

import pytest
import zxingcpp
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from models.errors import NotAllowed
from qr import code
from qr.links import answer_url, cautions, code_text, printable, printed_text, shown_address


def _refusal(public_url: str | None) -> str:
    with pytest.raises(NotAllowed) as refused:
        printable(public_url)
    return refused.value.code


@pytest.mark.parametrize(
    "public_url",
    [
        "https://koebako.city.example.lg.jp",
        "https://koebako.city.example.lg.jp/",
        "http://192.168.10.5:8501",
        "https://[2001:db8::7]",
        "https://localhost.example.jp",
        "https://こえばこ.せたがや.jp",
    ],
)
def test_an_address_that_phones_can_reach_is_printable(public_url: str) -> None:
    printable(public_url)
    assert urlsplit(answer_url(public_url, "k7mq4")).path == "/s/k7mq4"


@pytest.mark.parametrize("public_url", [None, ""])
def test_no_address_is_not_printed(public_url: str | None) -> None:
    assert _refusal(public_url) == "public_url_missing"


@pytest.mark.parametrize(
    "public_url",
    [
        "http://localhost:8501",
        "http://LOCALHOST",
        "http://ward.localhost",
        "http://127.0.0.1:8501",
        "http://127.8.9.1",
        "http://127.1",
        "http://１２７.0.0.1",
        "http://[::1]:8501",
        "http://[::]",
        "http://[::ffff:127.0.0.1]",
        "http://0.0.0.0:8501",
    ],
)
def test_an_address_of_this_machine_is_not_printed(public_url: str) -> None:
    assert _refusal(public_url) == "public_url_local"


@pytest.mark.parametrize("path", ["/survey", "//", "/s/k7mq4", "/%20"])
def test_an_address_that_goes_on_after_its_host_is_not_printed(path: str) -> None:
    assert _refusal(f"https://koebako.example.jp{path}") == "public_url_path"


@pytest.mark.parametrize(
    "public_url",
    ["http://koebako.example.jp", "http://203.0.113.9.example", "http://8.8.8.8:8501"],
)
def test_an_address_that_anybody_between_could_change_is_not_printed(public_url: str) -> None:
    assert _refusal(public_url) == "public_url_insecure"


@pytest.mark.parametrize(
    ("public_url", "expected"),
    [
        ("https://koebako.example.jp", ()),
        ("https://koebako.example.jp:443/", ()),
        ("https://koebako.example.jp:8443", ("public_url_port",)),
        ("http://192.168.10.5:8501", ("public_url_private", "public_url_port")),
        ("http://10.1.2.3", ("public_url_private",)),
        ("https://koebako.local", ("public_url_private",)),
        ("http://koebako", ("public_url_private",)),
        ("http://[fd00::7]", ("public_url_private",)),
    ],
)
def test_what_may_be_printed_and_does_not_suit_every_phone(
    public_url: str, expected: tuple[str, ...]
) -> None:
    printable(public_url)
    assert cautions(public_url) == expected


@pytest.mark.parametrize(
    "public_url",
    [
        "https://koe.example",
        "https://koebako.city.example.lg.jp",
        "https://koe.example:8443",
        "https://こえばこ.せたがや.jp:8443",
        "http://192.168.10.5:8501",
    ],
)
def test_capitals_make_a_code_smaller_and_stand_beside_it(public_url: str) -> None:
    """Read by a decoder, the code holds what is printed; only Japanese labels are spelled out."""
    url = answer_url(public_url, "k7mq4")
    text, shown = code_text(url), printed_text(url)
    assert text == url.upper()
    assert sum(code.modules(text, level) for level in code.LEVELS) < sum(
        code.modules(url, level) for level in code.LEVELS
    )
    [read] = zxingcpp.read_barcodes(Image.open(BytesIO(code.png(text, 4))))
    assert read.text == text
    host, _, path = read.text.partition("://")[2].partition("/")
    spelled = host.lower().encode().decode("idna").upper() if "XN--" in host else host
    assert shown == f"{spelled}/{path}"
    assert printed_text(text) == shown
    assert code_text(text) == text


@pytest.mark.parametrize(
    "url",
    [
        "https://koe.example/wall/Zk9LwYh1aQf3Vx0c",  # where capitals are another address
        "https://[2001:db8::7]/s/k7mq4",  # brackets are no characters of the small code
    ],
)
def test_where_capitals_do_not_help_or_would_lead_elsewhere_the_address_stays(url: str) -> None:
    assert code_text(url) == url
    assert printed_text(url) == shown_address(url)


@pytest.mark.parametrize("length", range(1, 60))
def test_a_code_is_never_larger_than_its_address_would_be(length: int) -> None:
    url = answer_url(f"https://{'a' * length}.jp", "k7mq4")
    for level in code.LEVELS:
        assert code.modules(code_text(url), level) <= code.modules(url, level)
        assert f'viewBox="0 0 {code.modules(url, level)} ' in code.svg(url, level=level)


@pytest.mark.parametrize(
    "public_url",
    [
        "koebako.example.jp",
        "ftp://koebako.example.jp",
        "javascript:alert(1)",
        "https://",
        "https:///s",
        "https://koebako.example.jp?",
        "https://koebako.example.jp/?utm_source=poster",
        "https://koebako.example.jp#top",
        "https://city.example.jp@evil.example",
        "https://user:secret@koebako.example.jp",
        "https://city.example.jp\\@evil.example",
        "https://koebako.example.jp:",
        "https://koebako.example.jp:0",
        "https://koebako.example.jp:99999",
        "https://koebako.example.jp:http",
        " https://koebako.example.jp",
        "https://koebako.example.jp\n",
        "https://koe bako.example.jp",
        "https://koebako.example.jp\u3000",
        "https://koebako\u202e.example.jp",
        "https://koebako.example.jp／evil",
        "https://koebako..jp",
        "https://-koebako.jp",
        "https://koe_bako.jp",
        "https://2130706433",
        "https://0x7f000001",
        "https://1.2.3",
        "https://[fe80::1%25eth0]",
        "https://[::1",
        "https://" + "a" * 64 + ".jp",
        "https://" + "a." * 127 + "jp",
    ],
)
def test_a_broken_or_tricky_address_is_not_printed(public_url: str) -> None:
    assert _refusal(public_url) == "public_url_malformed"
    with pytest.raises(NotAllowed):
        answer_url(public_url, "k7mq4")


def test_an_answer_link_is_the_address_and_the_code_and_nothing_else() -> None:
    assert answer_url("https://koebako.example.jp", "k7mq4") == "https://koebako.example.jp/s/k7mq4"
    assert answer_url("https://KOEBAKO.example.jp/", "k7") == "https://koebako.example.jp/s/k7"
    assert answer_url("http://127.0.0.1:8501", "k7mq4") == "http://127.0.0.1:8501/s/k7mq4"
    assert answer_url("https://[2001:DB8::7]:8443", "k7") == "https://[2001:db8::7]:8443/s/k7"
    assert answer_url("https://koebako.example.jp", "k?7/#") == (
        "https://koebako.example.jp/s/k%3F7%2F%23"
    )


def test_a_japanese_domain_is_ascii_in_the_code_and_japanese_beside_it() -> None:
    url = answer_url("https://こえばこ.せたがや.jp:8443", "k7mq4")
    assert url == "https://xn--r8jvab9i.xn--v8j3am3m.jp:8443/s/k7mq4"
    assert shown_address(url) == "こえばこ.せたがや.jp:8443/s/k7mq4"


@pytest.mark.parametrize(
    "host",
    [
        "аррӏе.jp",
        "setagаya.jp",
        "cityノs.jp",
        "ⴝetagaya.jp",
        "münchen.de",
        "서울.kr",
        "ありがとう・city.jp",
    ],
)
def test_a_name_that_could_pass_for_another_keeps_its_ascii_form(host: str) -> None:
    shown = shown_address(answer_url(f"https://{host}", "k7mq4"))
    assert shown.startswith("xn--")
    assert shown.isascii()


def test_an_invalid_ascii_form_is_shown_as_it_is() -> None:
    assert shown_address("https://xn--zzzzzzzzz9.jp/s/k7") == "xn--zzzzzzzzz9.jp/s/k7"


@pytest.mark.parametrize(
    "url",
    [
        "https://city.example.jp@evil.example/s/k7mq4",
        "https://city.example.jp/s/k7mq4?next=1",
        "https://city.example.jp/s/k7mq4#x",
        "https://city.example.jp/s/k7 mq4",
    ],
)
def test_an_address_with_hidden_parts_is_not_shown(url: str) -> None:
    with pytest.raises(NotAllowed, match="public_url_malformed"):
        shown_address(url)


def test_a_path_is_shown_in_ascii() -> None:
    assert shown_address("https://city.example.jp/s/\u202e4qm7") == (
        "city.example.jp/s/%E2%80%AE4qm7"
    )


hosts = st.text(
    alphabet=st.sampled_from("aB9-.:@/\\?#%[]_ \n\t。．／а\u202e\u200bせたノß・xn"), max_size=30
)


@given(st.one_of(hosts.map("https://".__add__), hosts.map("http://xn--".__add__), st.text()))
def test_what_is_printable_is_plain_and_shown_whole(public_url: str) -> None:
    """Whatever is typed: it is refused with a code, or the link and its text name one place."""
    try:
        printable(public_url)
    except NotAllowed as refused:
        assert refused.code.startswith("public_url_")  # noqa: PT017 - both outcomes are right
        return
    url = answer_url(public_url, "k7mq4")
    assert re.fullmatch(r"https?://[a-z0-9.\-]+(:[0-9]+)?/s/k7mq4", url) or "[" in url
    host, _, rest = shown_address(url).partition("/")
    assert rest == "s/k7mq4"
    assert host.encode("idna").decode() == urlsplit(url).netloc
