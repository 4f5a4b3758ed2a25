"""Keys to private feeds: shown once, kept as digests, revocable."""

from __future__ import annotations

from pathlib import Path

import pytest
from store_fixtures import Hands

from timeline.store import Store, StoreError


def test_a_key_opens_until_it_is_revoked(store: Store, hands: Hands) -> None:
    secret = store.new_token("phone")

    opened = store.token(secret)
    store.revoke_token("phone")

    assert opened is not None
    assert (opened.name, opened.created) == ("phone", hands.now)
    assert store.token(secret) is None
    assert [(token.name, token.revoked) for token in store.tokens()] == [("phone", hands.now)]


def test_a_key_opens_nothing_else(store: Store) -> None:
    secret = store.new_token("phone", "feed")

    assert store.token(secret, "write") is None
    assert store.token(secret[:-1]) is None
    assert store.token("") is None


def test_every_key_is_another_and_a_name_has_one_at_a_time(store: Store) -> None:
    first = store.new_token("phone")
    with pytest.raises(StoreError, match="has a token 'phone' already"):
        store.new_token("phone")
    store.revoke_token("phone")

    second = store.new_token("phone")

    assert first != second
    assert len(second) >= 43
    assert (store.token(first), store.token(second) is not None) == (None, True)


def test_revoking_nothing_is_told(store: Store) -> None:
    store.new_token("phone")

    with pytest.raises(StoreError, match="has no token 'tablet'; there are 'phone'"):
        store.revoke_token("tablet")


def test_the_key_itself_is_not_kept(tmp_path: Path) -> None:
    with Store(str(tmp_path / "timeline.db")) as store:
        secret = store.new_token("phone")

    assert secret.encode() not in b"".join(path.read_bytes() for path in tmp_path.iterdir())
