"""Every address of the project, asked by people who may not: a new one fails here until the table names it."""

import json
from collections.abc import Iterator
from enum import Enum, auto
from pathlib import Path

import pytest
from django.http import HttpResponseBase
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from pytest_django import Settings

from binhyen.audit.models import Entry
from tests.access.world import AT, World, a_world
from tests.accounts.factories import Person, signed_in_client

pytestmark = pytest.mark.django_db


class Page(Enum):
    """What an address is."""

    PUBLIC = auto()
    """Anybody may open it; it says nothing about a unit that is not public."""
    OWN = auto()
    """Signing in and one's own account: no records of others."""
    LIST = auto()
    """Read only, without a record in its address: everybody sees their own part."""
    MAP = auto()
    """Read only; places are known to everybody who is signed in."""
    RECORD = auto()
    """Read only, one record: strangers are told that it is not there."""
    FORM = auto()
    """Shows a form and takes it; the record, if the address names one, is not there for strangers."""
    WRITE = auto()
    """Takes a form that another page shows."""
    PROGRAM = auto()
    """Programs ask it with a key: `test_programs` asks every operation."""


PAGES = {
    Page.PUBLIC: """awards:honour_roll portal:landing portal:check portal:verification ui:states desk:home workshop:trial_accounts
        api_reference api:openapi-json
        campaigns:feed""",
    Page.OWN: """accounts:me accounts:change_password accounts:unlock accounts:no_post accounts:switch_post
        accounts:create_api_key campaigns:subscribe campaigns:open_feed campaigns:close_feed
        account_login account_logout account_inactive account_reauthenticate mfa_authenticate mfa_reauthenticate
        mfa_activate_totp mfa_view_recovery_codes mfa_generate_recovery_codes openid_connect_login
        openid_connect_callback""",
    Page.LIST: """desk:my_work desk:duty_count recognition:rounds recognition:dossiers recognition:appraisal
        recognition:decisions recognition:council recognition:appeals
        recognition:packs recognition:other_results
        recognition:unit_results indicators:conference indicators:catalogue indicators:report_forms units:units units:export_units
        units:import_template units:meetings accounts:accounts accounts:choose_place accounts:workbook_template
        accounts:api_keys
        places:places places:search documents:register
        reports:collections reports:next_waiting reports:difficulties reports:key_areas reports:totals
        reports:total_changes reports:reports
        boards:board boards:board_places boards:pivot boards:pivot_file boards:board_map boards:peers boards:week
        boards:returned
        boards:movement boards:movement_file
        boards:funnel boards:funnel_file boards:board_places_file boards:saved_boards
        awards:awards awards:stocks awards:council awards:decisions awards:statistics awards:budget
        registers:registers registers:entries registers:by_place registers:export
        programmes:programmes narrative:written_reports narrative:kept_sentences
        schemes:gallery schemes:kinds schemes:years schemes:exemplars
        campaigns:calendar campaigns:this_month campaigns:materials
        forces:strength forces:ratings
        plans:board plans:asked signals:signals signals:spot_checks""",
    Page.MAP: "places:place indicators:indicator",
    Page.RECORD: """boards:open_board signals:report_signals signals:spot_check
        recognition:round recognition:export_round recognition:dossier recognition:dossier_trail
        recognition:dossier_history recognition:dossier_paper recognition:evidence recognition:evidence_preview
        recognition:appraise recognition:decision recognition:certificates recognition:council_meeting
        recognition:appeal recognition:pack units:unit units:import_errors units:meeting accounts:account accounts:posts documents:document
        documents:download documents:scan
        indicators:report_form indicators:compare_versions indicators:form_paper indicators:form_template
        indicators:edit_form indicators:try_template
        reports:collection reports:export_reports reports:consolidated reports:export_consolidated
        reports:collection_hints reports:receive reports:report_trail reports:download_filled_form reports:official
        reports:key_area_history reports:report reports:cell reports:cell_file reports:collection_grid
        reports:download_workbook reports:download_workbooks reports:returned_workbook
        awards:calibration awards:proposal awards:decision awards:print_certificates
        registers:record registers:entry registers:history registers:file registers:lines
        registers:import_template registers:imports registers:import_errors
        programmes:programme programmes:summary
        schemes:scheme schemes:exemplar
        narrative:taken_report narrative:download_taken_report
        narrative:reading_desk narrative:kept_sentence
        narrative:written_report narrative:report_changes narrative:print_report narrative:download_report
        campaigns:event campaigns:campaign
        campaigns:conference campaigns:stage campaigns:part campaigns:badges campaigns:badge_code campaigns:door
        forces:group forces:member forces:rating_paper
        plans:plan plans:task plans:timeline plans:targets plans:committee plans:inspection""",
    Page.FORM: """signals:draw_spot_check recognition:open_round recognition:set_round recognition:paper_grid recognition:return_dossier
        recognition:decision_preview recognition:revoke
        recognition:file_appeal recognition:review_appeal recognition:decide_appeal recognition:edit_pack
        recognition:other_result accounts:post units:add_unit
        units:choose_workbook units:import_units units:kinds units:settle_mixed_schools units:change_unit
        units:close_unit units:appoint units:dismiss units:form_committee units:committee units:call_meeting
        accounts:new_account accounts:import_accounts
        indicators:new_form indicators:form_settings indicators:choose_indicators indicators:edit_line
        indicators:publish_form indicators:map_template
        places:found_area places:merge_areas places:split_area places:rename_area places:dissolve_area
        places:settle_area
        reports:open_collection reports:delegations reports:record_key_areas
        reports:upload_workbook reports:upload_workbooks
        narrative:open_signed_report narrative:signed_report narrative:sign_digitally
        narrative:incoming_texts narrative:confirm_text
        narrative:begin_report narrative:write_part narrative:sign_written
        awards:achievements awards:revoke_award awards:decide awards:stock awards:rules
        registers:add registers:change registers:take_back registers:step registers:link registers:choose_workbook
        registers:preview registers:undo_import
        campaigns:add_part campaigns:conclude campaigns:invite campaigns:check_in campaigns:write_letter
        programmes:take_in programmes:close_summary programmes:choose_figures
        schemes:replicate schemes:review schemes:dissolve schemes:score_sheet
        forces:dissolve forces:rating_year forces:decide_ratings
        plans:answer_task plans:progress_report plans:renew_committee plans:dissolve_committee plans:emulation_contents""",
    Page.WRITE: """boards:save_board boards:share_board boards:unshare_board boards:remove_board signals:look_again signals:answer_signal signals:note_signal signals:record_spot_check
        signals:close_spot_check recognition:register_dossiers recognition:submit_dossiers recognition:extend_dossiers
        recognition:save_answer recognition:add_evidence recognition:register_dossier recognition:submit_dossier
        recognition:start_dossier recognition:withdraw_dossier recognition:add_remark recognition:resolve_remark
        recognition:remove_evidence recognition:declare_many recognition:conclude_preview recognition:conclude_many
        recognition:declare recognition:appraise_answer recognition:appraisal_remark recognition:appraisal_resolve
        recognition:conclude_appraisal recognition:certify recognition:put_to_council recognition:council_paper
        recognition:take_votes recognition:draft_submission recognition:council_vote recognition:council_close
        recognition:draft_minutes recognition:draft_assessment recognition:activate_pack
        indicators:begin_draft indicators:arrange_lines indicators:change_section indicators:drop_draft
        indicators:upload_template indicators:remove_template
        units:name_columns units:mark_present
        units:open_meeting units:close_meeting units:close_motion units:cast_ballot accounts:make_accounts
        accounts:reset_password accounts:disable_account accounts:enable_account accounts:remove_second_factor
        accounts:link_identity accounts:end_post accounts:end_seat accounts:revoke_api_key
        reports:accept_reports reports:close_reports reports:extend_reports reports:exempt_reports
        reports:accept_report reports:return_report reports:ask_at_cell reports:settle_question
        reports:save_cells reports:submit_report reports:add_cell_remark reports:explain_cell reports:attach_files
        reports:detach_file reports:withdraw_report reports:take_report_counts reports:correct_report
        reports:drop_report_correction reports:save_collection_cells
        reports:end_delegation reports:raise_difficulty reports:answer_difficulty reports:confirm_difficulty
        campaigns:lay_out_programme campaigns:move_part campaigns:mark_present campaigns:issue_letter
        programmes:reopen_summary programmes:draft_report
        narrative:decide_proposals narrative:keep_words narrative:discard_text
        narrative:restore_part narrative:refresh_numbers narrative:submit_written narrative:return_written
        narrative:drop_written narrative:withdraw_written
        schemes:draft
        forces:draft_decision forces:open_ratings
        awards:move_proposals awards:draft_submission awards:put_paper awards:take_paper awards:put_to_council
        awards:council_paper awards:take_votes awards:draft_minutes
        registers:put_back registers:drop_step registers:attach registers:remove_file registers:unlink
        registers:name_columns""",
    Page.PROGRAM: """api:api-root api:list_places api:get_place api:list_indicators api:get_indicator api:list_dims
        api:list_forms api:get_form_version api:list_reports api:get_report api:save_report_cells api:submit_report
        api:import_data_values api:import_adx api:export_data_values api:export_adx api:export_values
        api:describe_values api:get_totals api:get_completeness api:list_measures api:get_measure""",
}
TABLE = {name: page for page, names in PAGES.items() for name in names.split()}
AREA = ["split_area", "rename_area", "dissolve_area", "settle_area"]
Named = list[tuple[str, Page, str]]


def addresses(resolver: URLResolver, spaces: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Walk through every address of the project."""
    for item in resolver.url_patterns:
        if isinstance(item, URLResolver):
            yield from addresses(item, f"{spaces}{item.namespace}:" if item.namespace else spaces)
        else:
            yield f"{spaces}{item.name}", item


EVERY = dict(addresses(get_resolver()))


@pytest.fixture
def world(db: None, monkeypatch: pytest.MonkeyPatch, settings: Settings, tmp_path: Path) -> World:
    settings.EVIDENCE_DIR = tmp_path
    monkeypatch.setattr("binhyen.ui.http.clock", lambda: AT)
    return a_world()


def path_of(world: World, name: str) -> str:
    """Return the address of An Phú's record."""
    words = {
        "token": "khong-co",
        "provider_id": "cong",
        "code": "24",
        "number": "1",
        "word": "pdf" if "download" in name else "khong-co",
    }
    given = {**world.ids, **words, **world.own.get(name.partition(":")[0], {})}
    if name == "recognition:revoke":
        given["dossier_id"] = given["decided_dossier_id"]
    if name.removeprefix("places:") in AREA:
        given["place_id"] = given["area_id"]
    return reverse(name, kwargs={key: given[key] for key in EVERY[name].pattern.converters})


def pages(world: World, *kinds: Page) -> Named:
    """Return the addresses of some kinds."""
    return [(name, page, path_of(world, name)) for name, page in TABLE.items() if page in kinds]


def filled_in(world: World) -> dict[str, object]:
    """Return a form with an answer to whatever these pages ask."""
    return {
        "row": world.ids["dossier_id"],
        "meeting": world.ids["meeting_id"],
        "motion": world.ids["motion_id"],
        "present": 1,
        "now": "1",
        **dict.fromkeys(("signed_on", "on", "since", "due_on", "held_on"), AT.date().isoformat()),
        **dict.fromkeys(("reason", "late_reason", "text", "note", "title", "name"), "Lý do."),
        "criterion": "KDC-1c",
        "kind": "question",
        "choice": "for",
        "verdict": "met",
        "version": "0",
        "remark": world.ids["remark_id"],
    }


def asked(client: Client, page: Page, path: str, world: World) -> list[HttpResponseBase]:
    """Ask in each way that the page answers."""
    answers: list[HttpResponseBase] = []
    if page is not Page.WRITE:
        answers.append(client.get(path))
    if page in (Page.FORM, Page.WRITE):
        answers.append(client.post(path, filled_in(world)))
    for answer in answers:
        answer.close()
    return answers


def wrong(found: list[str]) -> None:
    """Fail with every address that answered otherwise."""
    assert not found, "\n".join(found)


def test_every_address_is_in_the_table() -> None:
    assert set(EVERY) == set(TABLE)


def test_a_visitor_is_led_to_the_sign_in_page(world: World, settings: Settings) -> None:
    kinds = (Page.LIST, Page.MAP, Page.RECORD, Page.FORM, Page.WRITE)
    for_visitors = [
        f"{name}: {answer.status_code}"
        for name, page, path in pages(world, *kinds)
        for answer in asked(Client(), page, path, world)
        if answer.status_code != 302 or not answer.headers["Location"].startswith(str(settings.LOGIN_URL))
    ]
    wrong(for_visitors)


def test_reading_pages_take_no_form_and_forms_of_others_are_not_read(world: World) -> None:
    client = world.scene.client("lan")
    reading = (Page.LIST, Page.MAP, Page.RECORD)
    tries: dict[Page, tuple[str, ...]] = dict.fromkeys(reading, ("post", "put", "patch", "delete"))
    tries |= {Page.FORM: ("put", "delete"), Page.WRITE: ("get", "put", "delete")}
    answers = [
        (f"{name} {method}", getattr(client, method)(path).status_code)
        for name, page, path in pages(world, *tries)
        for method in tries[page]
    ]
    wrong([f"{name}: {status}" for name, status in answers if status != 405])


def records(world: World) -> Named:
    """Return the pages whose address names a record of An Phú."""
    found = pages(world, Page.RECORD, Page.FORM, Page.WRITE)
    return [one for one in found if EVERY[one[0]].pattern.converters]


def refused_to(world: World, person: Person, chosen: Named, allowed: tuple[int, ...]) -> list[str]:
    """Return what did not answer as it must, or wrote something."""
    client, found = signed_in_client(person), []
    for name, page, path in chosen:
        before = Entry.objects.count()
        statuses = [answer.status_code for answer in asked(client, page, path, world)]
        found += [f"{name}: {status}" for status in statuses if status not in allowed]
        found += [f"{name} wrote {one.action}" for one in Entry.objects.order_by("id")[before:]]
    return found


HELD = {
    "units:import_errors",
    "units:import_units",
    "units:name_columns",
    "reports:returned_workbook",
    "narrative:signed_report",
    "registers:import_errors",
    "registers:preview",
    "registers:name_columns",
}
"""Workbooks are held for one account: others are asked to choose theirs."""
OF_THE_PROVINCE = {
    "recognition:round",
    "recognition:export_round",
    "recognition:paper_grid",
    "reports:collection",
    "reports:export_reports",
    "reports:consolidated",
    "reports:export_consolidated",
    "reports:collection_hints",
    "reports:collection_grid",
    "reports:save_collection_cells",
    "reports:download_workbooks",
}
"""Rounds belong to the province; what everybody sees of them is their own place."""
OF_A_REGISTER = {"registers:add", "registers:choose_workbook", "registers:import_template", "registers:imports"}
"""A register is everybody's who keeps it; its entries are not."""
LEARNT_FROM = {f"schemes:{name}" for name in ("scheme", "exemplar", "replicate", "review", "dissolve", "draft")}
"""All of a province learn from its schemes; `tests/schemes` asks who writes."""
OWN_STOCK = {"awards:stock", "awards:calibration"}
"""Each office measures its own stock; an address names a form of award, no record."""
LEAD_ON = {"registers:record"}
"""Leads to a page that says itself who sees it."""
PACKS = {"recognition:pack", "recognition:edit_pack", "recognition:activate_pack"}
"""Packs are law: everybody reads them."""
PREVIEWS = {"reports:accept_reports", "reports:close_reports", "reports:extend_reports", "reports:exempt_reports"}
"""What is chosen among reports that a person sees is sorted out before anything is written."""
READ_BESIDE_A_FORM = {
    "awards:rules",
    "units:committee",
    "recognition:conclude_preview",
    "schemes:score_sheet",
} | PREVIEWS


def test_nothing_of_an_phu_is_there_for_an_officer_elsewhere(world: World) -> None:
    told = (
        HELD
        | OF_THE_PROVINCE
        | OF_A_REGISTER
        | OWN_STOCK
        | LEAD_ON
        | LEARNT_FROM
        | PACKS
        | PREVIEWS
        | {"recognition:set_round"}
    )
    chosen = [one for one in records(world) if one[0] not in told and not one[0].startswith("places:")]
    wrong(refused_to(world, world.scene.nam, chosen, (404,)))


def test_the_map_of_an_phu_is_changed_by_nobody_elsewhere(world: World) -> None:
    chosen = [one for one in records(world) if one[0].startswith("places:")]
    wrong(refused_to(world, world.scene.nam, chosen, (403, 404)))


def test_what_belongs_to_the_province_shows_nothing_of_an_phu(world: World) -> None:
    client = world.scene.client("nam")
    for name in OF_THE_PROVINCE:
        shown = client.get(path_of(world, name)).content.decode(errors="ignore")
        assert "An Phú" not in shown
        assert "Thôn Số" not in shown


def test_other_units_of_the_commune_are_not_there_for_a_unit(world: World) -> None:
    names = {"dossier_id", "evidence_id", "document_id", "decision_id"}
    chosen = [one for one in records(world) if names & set(EVERY[one[0]].pattern.converters)]
    wrong(refused_to(world, world.scene.mai, chosen, (404,)))


def test_an_auditor_writes_nothing(world: World) -> None:
    chosen = [one for one in pages(world, Page.FORM, Page.WRITE) if one[0] not in READ_BESIDE_A_FORM]
    wrong(refused_to(world, world.auditor, chosen, (403, 404)))


def test_what_an_auditor_reads_beside_a_form_is_not_written(world: World) -> None:
    chosen = [one for one in pages(world, Page.FORM, Page.WRITE) if one[0] in READ_BESIDE_A_FORM]
    wrong(refused_to(world, world.auditor, chosen, (200, 403)))


def test_an_operator_has_no_content(world: World) -> None:
    content = ("recognition:", "units:", "documents:", "reports:", "registers:", "signals:", "boards:")
    chosen = [one for one in records(world) if one[0].startswith(content) and one[0] not in PACKS]
    wrong(refused_to(world, world.operator, chosen, (403, 404)))


def test_an_operator_does_not_change_the_map(world: World) -> None:
    chosen = [one for one in records(world) if one[0].startswith("places:") and one[1] is Page.FORM]
    wrong(refused_to(world, world.operator, chosen, (403,)))


def test_pages_of_the_demonstration_are_nowhere_else(world: World) -> None:
    for name in ("ui:states", "workshop:trial_accounts"):
        assert Client().get(path_of(world, name)).status_code == 404


def test_the_log_holds_codes_and_ids_and_never_names(world: World) -> None:
    found = []
    for entry in Entry.objects.all():
        codes = {key: value for key, value in entry.data.items() if key != "symbol"}
        words = json.dumps(codes, ensure_ascii=False)
        found += [] if words.isascii() else [f"{entry.action}: {words}"]
    assert world.scene.town.units["school"].name == "Trường THCS An Phú"
    wrong(found)
