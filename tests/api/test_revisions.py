from __future__ import annotations

from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.api.conftest import ADMIN_KEY
from tests.api.conftest import BRIDGE as TEXT

ADMIN = {"Authorization": f"Bearer {ADMIN_KEY}"}


@pytest.fixture
def client(editing: FlaskClient) -> FlaskClient:
    return editing


def read(response: TestResponse) -> tuple[int, Any]:
    return response.status_code, response.get_json()


def test_segment_is_corrected_with_the_tag_that_was_read(
    client: FlaskClient, article: str, desk: dict[str, str]
) -> None:
    found = client.get(f"{article}/segments/p1s0")
    assert (found.get_json()["version"], found.get_json()["state"]) == (0, "translated")
    fields = {"target": "The bridge opens on Tuesday.", "reason": "clearer"}
    headers = {**desk, "If-Match": found.headers["ETag"]}
    made = client.patch(f"{article}/segments/p1s0", json=fields, headers=headers)
    assert read(made) == (
        200,
        {
            "id": "p1s0",
            "source": "Le pont ouvre enfin.",
            "target": "The bridge opens on Tuesday.",
            "state": "reviewed",
            "origin": "person",
            "version": 1,
            "suggestion": None,
            "issues": [],
        },
    )
    assert "The bridge opens on Tuesday. Olga Petrova" in client.get(article).get_json()["translated_text"]
    again = client.patch(f"{article}/segments/p1s0", json={"target": "The bridge opens."}, headers=headers)
    status, refusal = read(again)
    assert (status, refusal["target"]) == (412, "The bridge opens on Tuesday.")
    assert refusal["editor"]
    assert again.headers["ETag"] == made.headers["ETag"]


def test_issues_of_a_target_are_told_before_it_is_kept(client: FlaskClient, article: str, desk: dict[str, str]) -> None:
    status, checked = read(
        client.post(f"{article}/segments/p1s1/check", json={"target": "She came...  yes"}, headers=desk)
    )
    assert (status, checked["target"]) == (200, "She came... yes")
    assert [issue["code"] for issue in checked["issues"]] == ["name_missing"]
    assert client.get(f"{article}/segments/p1s1").get_json()["version"] == 0


def test_history_tells_each_change_and_a_way_back_is_one(
    client: FlaskClient, article: str, desk: dict[str, str]
) -> None:
    before = client.get(f"{article}/segments/p1s0").get_json()["target"]
    client.patch(f"{article}/segments/p1s0", json={"target": "It opens."}, headers=desk)
    back = client.post(f"{article}/segments/p1s0/revert", json={"version": 0, "reason": "no"}, headers=desk)
    assert (back.get_json()["target"], back.get_json()["origin"]) == (before, "engine")
    told = client.get(f"{article}/segments/p1s0/history").get_json()["corrections"]
    assert [(each["before"], each["after"], each["reason"]) for each in told] == [
        (before, "It opens.", ""),
        ("It opens.", before, "no"),
    ]


def test_final_needs_more_than_the_scope_of_articles(client: FlaskClient, article: str, desk: dict[str, str]) -> None:
    assert client.patch(f"{article}/segments/p1s0", json={"state": "final"}, headers=desk).status_code == 403
    status, made = read(client.patch(f"{article}/segments/p1s0", json={"state": "final"}, headers=ADMIN))
    assert (status, made["state"], made["origin"]) == (200, "final", "engine")


def test_nobody_changes_an_article_without_a_key(client: FlaskClient, article: str) -> None:
    assert client.patch(f"{article}/segments/p1s0", json={"target": "a"}).status_code == 401
    assert client.put(article, json={"text": "a"}).status_code == 401
    assert client.post(f"{article}/retranslate", json={}).status_code == 401
    assert client.patch(f"{article}/segments/p1s0", data="a").status_code == 415


@pytest.mark.parametrize(
    ("fields", "headers", "problem"),
    [
        ({"target": " "}, {}, "target must not be empty"),
        ({"target": 1}, {}, "target must be a string"),
        ({"target": "a", "state": "initial"}, {}, "state must be one of translated, reviewed, final"),
        ({"target": "a"}, {"If-Match": "nothing"}, "If-Match must be an ETag of the segment, or *"),
        ({"target": "a", "reason": "x" * 1_001}, {}, "reason is longer than 1000 characters"),
    ],
)
def test_unusable_correction_is_refused(
    client: FlaskClient,
    article: str,
    desk: dict[str, str],
    fields: dict[str, object],
    headers: dict[str, str],
    problem: str,
) -> None:
    answer = client.patch(f"{article}/segments/p1s0", json=fields, headers={**desk, **headers})
    assert (answer.status_code, answer.get_json()) == (400, {"error": problem})


def test_new_text_keeps_what_stays(client: FlaskClient, article: str, desk: dict[str, str]) -> None:
    client.patch(f"{article}/segments/p2s0", json={"target": "It took long."}, headers=desk)
    tag = client.get(article).headers["ETag"]
    fields = {"title": "Un pont neuf", "text": f"Les travaux ont duré.\n\n{TEXT.split()[0]} fleuve monte."}
    status, made = read(client.put(article, json=fields, headers={**desk, "If-Match": tag}))
    assert (status, made["version"]) == (200, 2)
    sentences = [segment for paragraph in made["paragraphs"] for segment in paragraph["segments"]]
    assert [(each["target"], each["state"]) for each in sentences] == [
        ("Un tnop fuen", "translated"),
        ("It took long.", "reviewed"),
        ("Le evuelf etnom.", "translated"),
    ]
    assert client.put(article, json=fields, headers={**desk, "If-Match": tag}).status_code == 412
    assert client.put(article, json=fields, headers=desk).get_json()["version"] == 2


def test_headline_alone_is_changed(client: FlaskClient, article: str, desk: dict[str, str]) -> None:
    status, made = read(client.patch(article, json={"title": "Un pont ancien"}, headers=desk))
    assert (status, made["title"], made["text"]) == (200, "Un pont ancien", f"Un pont ancien\n\n{TEXT}")


def test_versions_are_told_with_both_sides(client: FlaskClient, article: str, desk: dict[str, str]) -> None:
    client.patch(article, json={"text": "Le pont ouvre enfin.", "reason": "shorter"}, headers=desk)
    listed = client.get(f"{article}/versions").get_json()["versions"]
    assert [(each["number"], each["cause"], each["reason"]) for each in listed] == [
        (2, "edited", "shorter"),
        (1, "added", ""),
    ]
    first = client.get(f"{article}/versions/1").get_json()
    assert (first["title"], first["text"]) == ("Un pont neuf", f"Un pont neuf\n\n{TEXT}")
    assert first["paragraphs"][1]["segments"][0] == {
        "source": "Le pont ouvre enfin.",
        "target": "Le tnop ervuo nifne.",
        "by_person": False,
    }
    assert client.get(f"{article}/versions/9").status_code == 404


def test_translating_again_changes_nothing_that_is_the_same(
    client: FlaskClient, article: str, desk: dict[str, str]
) -> None:
    before = client.get(article).get_json()
    assert read(client.post(f"{article}/retranslate", json={}, headers=desk)) == (200, before)
