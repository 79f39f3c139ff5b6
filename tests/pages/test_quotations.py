"""Quotations on the pages: the policy chosen in the form, and the language of each stretch of a passage."""

from __future__ import annotations

from flask.testing import FlaskClient

from tests.pages.conftest import MakeClient, Submit
from tests.pages.reading import Page, read_page

SPOKEN = "« Nous partirons demain matin avec les enfants »"
#: As a page shows it: at the spaces inside its marks no line may end, in whatever language it stands.
SHOWN = "«\u202fNous partirons demain matin avec les enfants\u202f»"
TEXT = f"Le maire a dit {SPOKEN} devant la mairie de Brest."
FOREIGN = "“We will leave tomorrow with all the children”"
MIXED = f"Le maire a répondu {FOREIGN} devant la mairie de Brest, où les habitants attendaient."


def add(client: FlaskClient, submit: Submit, **fields: str) -> Page:
    answer = submit(source="fr", target="en", **fields)
    return read_page(client.get(answer.response.headers["Location"]))


def list_stretches(page: Page, side: str) -> list[tuple[str, str]]:
    found = page.find_all(f'//*[@class="cell {side}"]//*[@data-segment]/span[@lang]')
    return [(each.get("lang"), each.text_content()) for each in found]


def read_passage(page: Page, side: str) -> str:
    return page.find(f'//*[@class="cell {side}"]//*[@data-segment]').text_content()


def test_translated_quotation_is_in_the_language_of_its_side(client: FlaskClient, submit: Submit) -> None:
    page = add(client, submit, text=TEXT, quotations="translate")
    assert "Nous partirons" not in read_passage(page, "target")
    assert list_stretches(page, "target") == []
    assert list_stretches(page, "source") == []


def test_kept_quotation_says_its_language(client: FlaskClient, submit: Submit) -> None:
    page = add(client, submit, text=TEXT, quotations="keep")
    assert list_stretches(page, "target") == [("fr", SHOWN)]
    assert SHOWN in read_passage(page, "target")


def test_original_in_brackets_says_its_language(client: FlaskClient, submit: Submit) -> None:
    page = add(client, submit, text=TEXT, quotations="both")
    assert list_stretches(page, "target") == [("fr", SHOWN)]
    assert f"” ({SHOWN})" in read_passage(page, "target")


def test_original_over_several_segments_says_its_language(client: FlaskClient, submit: Submit) -> None:
    spoken = "« Nous partirons demain matin. Les enfants viendront avec nous. »"
    page = add(client, submit, text=f"Le maire a dit : {spoken}", quotations="both")
    shown = "«\u202fNous partirons demain matin. Les enfants viendront avec nous.\u202f»"
    assert list_stretches(page, "target") == [("fr", shown)]


def test_quotation_in_another_language_says_it_where_it_is_another(client: FlaskClient, submit: Submit) -> None:
    page = add(client, submit, text=MIXED)
    assert list_stretches(page, "source") == [("en", FOREIGN)]
    assert read_passage(page, "source") == MIXED
    assert list_stretches(page, "target") == []


def test_form_offers_the_policies(client: FlaskClient) -> None:
    page = read_page(client.get("/", headers={"Accept-Language": "en"}))
    assert page.read_all('//select[@name="quotations"]/option') == [
        "Translate them",
        "Keep them as spoken",
        "Translate them, with the original behind",
    ]
    assert page.find('//select[@name="quotations"]/option[@selected]').get("value") == "translate"


def test_policy_of_the_site_is_chosen_at_first(make_client: MakeClient) -> None:
    page = read_page(make_client(settings={"quotations": "both"}).get("/"))
    assert page.find('//select[@name="quotations"]/option[@selected]').get("value") == "both"


def test_refused_form_keeps_the_policy(submit: Submit) -> None:
    page = submit(text="", source="fr", target="en", quotations="keep")
    assert page.status == 400
    assert page.find('//select[@name="quotations"]/option[@selected]').get("value") == "keep"


def test_unknown_policy_is_refused_beside_its_field(submit: Submit) -> None:
    page = submit(text=TEXT, source="fr", target="en", quotations="none")
    assert page.status == 400
    assert page.read('//p[@id="quotations-problem"]') == "Choose one of the three."
    assert page.find('//select[@name="quotations"]').get("aria-describedby") == "quotations-problem"
