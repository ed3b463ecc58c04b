"""Behind a proxy that encrypts: cookies that only it can carry, its word on who calls, and the names that are ours."""

from __future__ import annotations

import pytest

from loader.console.accounts.links import make_link
from tests.console.conftest import EMAIL, PASSWORD, console, csrf_of
from tests.console.knock import raw, rows

OURS, PROXY = "console.example", "127.0.0.1"
VISIT, SESSION = "__Host-demogen-visit", "__Host-demogen-session"


@pytest.fixture(scope="module")
def proxied(server, template, tmp_path_factory):
    """Return a console that stands behind a proxy of this machine."""
    folder = tmp_path_factory.mktemp("proxied")
    with console(server, template, folder, "--behind-proxy", PROXY, "--hostname", OURS) as found:
        yield found


@pytest.fixture(autouse=True)
def forgiven(proxied):
    """Forget every try."""
    yield
    rows(proxied, "DELETE FROM console_failures")


def send(proxied, path="/sign-in", said=None, **form):
    """Send a form of the sign-in, as the proxy passes it on: httpx keeps cookies of https to itself."""
    client = proxied.stranger(headers={"Host": OURS, "X-Forwarded-Proto": "https"})
    page = client.get("/sign-in")
    headers = {"Cookie": f"{VISIT}={page.cookies[VISIT]}"} | ({} if said is None else {"X-Forwarded-For": said})
    return client.post(path, data={"csrf": csrf_of(page.text), **form}, headers=headers)


def test_cookies_belong_to_this_host_and_to_encryption(proxied):
    answer = send(proxied, email=EMAIL, password=PASSWORD)
    session, gone = answer.headers.get_list("set-cookie")
    for cookie, name, site in ((session, SESSION, "lax"), (gone, VISIT, "strict")):
        known = {part.strip().lower() for part in cookie.split(";")[1:]}
        assert cookie.startswith(f"{name}=")
        assert known >= {"httponly", "path=/", "secure", f"samesite={site}"}
        assert not [part for part in known if part.startswith("domain")]


def test_a_session_without_the_prefix_is_none(proxied):
    """A page without encryption could have set it."""
    answer = send(proxied, email=EMAIL, password=PASSWORD)
    key = answer.cookies[SESSION]
    client = proxied.stranger(headers={"Host": OURS})
    assert client.get("/", headers={"Cookie": f"{SESSION}={key}"}).status_code == 200
    assert client.get("/", headers={"Cookie": f"demogen-session={key}"}).status_code == 303


def test_browsers_are_told_to_stay_with_encryption(proxied):
    assert proxied.stranger().get("/sign-in").headers["strict-transport-security"] == "max-age=31536000"


@pytest.mark.parametrize(
    ("host", "status"), [(OURS, 200), (f"{OURS}:443", 200), (f"x.{OURS}", 421), ("evil.example", 421), ("", 421)]
)
def test_names_that_are_ours(proxied, host, status):
    assert raw(proxied, "GET /sign-in", host=host)[0] == status


def test_a_page_without_encryption_is_another_origin(proxied):
    client = proxied.stranger(headers={"Host": OURS, "X-Forwarded-Proto": "https"})
    page = client.get("/sign-in")
    known = {"csrf": csrf_of(page.text), "email": EMAIL, "password": PASSWORD}
    for origin, status in ((f"https://{OURS}", 303), (f"http://{OURS}", 403), (f"https://x.{OURS}", 403)):
        headers = {"Cookie": f"{VISIT}={page.cookies[VISIT]}", "Origin": origin}
        assert (origin, client.post("/sign-in", data=known, headers=headers).status_code) == (origin, status)


@pytest.mark.parametrize(
    ("said", "address"),
    [
        (None, "127.0.0.1"),
        ("203.0.113.9", "203.0.113.9"),
        ("127.0.0.1, 203.0.113.9", "203.0.113.9"),
        ("::1, 10.0.0.1, 203.0.113.9", "203.0.113.9"),
        ("203.0.113.9, 127.0.0.1", "203.0.113.9"),
        ("[2001:db8::1]:443", "2001:db8::1"),
        ("203.0.113.9:1234", "203.0.113.9"),
    ],
)
def test_who_calls_is_whom_the_proxy_saw(proxied, said, address):
    """What somebody wrote in front of it is not believed."""
    assert send(proxied, said=said, email="x@crm.example", password="x" * 12).status_code == 401
    last = "SELECT metadata ->> 'address' FROM audit_logs ORDER BY created_at DESC LIMIT 1"
    assert rows(proxied, last) == [(address,)]


def test_guesses_of_each_caller_are_counted_apart(proxied):
    for number in range(6):
        status = send(proxied, said="203.0.113.1", email=EMAIL, password=f"wrong password {number}").status_code
    assert status == 429
    assert send(proxied, said="203.0.113.2", email=EMAIL, password=PASSWORD).status_code == 303


def test_callers_of_one_network_are_counted_together(proxied):
    """Whoever has one address of IPv6 has all of its network."""
    statuses = [
        send(proxied, said=f"2001:db8::{number:x}", email=EMAIL, password="wrong password!").status_code
        for number in range(7)
    ]
    assert statuses[-1] == 429


@pytest.mark.parametrize(
    "said", ["203.0.113.9", "127.0.0.1, 203.0.113.9", "::ffff:203.0.113.9", "localhost", "127.0.0.1."]
)
def test_a_link_is_not_used_from_elsewhere(proxied, said):
    with proxied.connect() as connection:
        key = make_link(connection, connection.execute("SELECT user_id FROM console_admins").fetchone()[0])
    answer = send(proxied, "/sign-in/once", said, key=key)
    assert (answer.status_code, SESSION in answer.cookies) == (401, False)
    assert send(proxied, "/sign-in/once", "127.0.0.1", key=key).status_code == 303


@pytest.mark.parametrize("address", ["*", "", "proxy.example", "10.0.0.0/33", "0.0.0.0/0", "::/0"])
def test_a_proxy_is_named_by_its_address(own, address):
    """Whoever is not an address is either believed by all, or by nobody, and links would be open to everybody."""
    own.arguments = ("--behind-proxy", address)
    with pytest.raises(AssertionError, match="--behind-proxy"):
        own.start()
