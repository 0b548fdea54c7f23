"""Attacks on the server, on releases and on continuous integration; each is run by a test of its own."""

from __future__ import annotations

from tests.attacks.attack import Attack

_SERVER = "tests/release/test_web_server.py"
_SERVING = "tests/release/test_serving.py"
_TARGETS = "tests/release/test_targets.py"
_SERVED = "tests/release/test_served.py"
_VERIFY = "tests/release/test_verify.py"

_CI = "tests/release/test_ci.py"

ATTACKS = (
    Attack(
        "style-sheet-with-other-bytes-on-the-server",
        "operator",
        harmless="the browser refuses a style sheet or script whose bytes the page does not name",
        proved_by=f"{_SERVER}::test_a_browser_refuses_a_style_sheet_with_other_bytes",
    ),
    Attack(
        "dispatch-from-another-branch",
        "merge-request",
        harmless="no job that can change what readers see runs on another branch",
        proved_by=f"{_CI}::test_only_the_default_branch_releases",
    ),
    Attack(
        "pipeline-of-another-branch-on-gitlab",
        "merge-request",
        harmless="the job publish runs on the protected default branch only",
        proved_by=f"{_CI}::test_only_the_protected_default_branch_releases_on_gitlab",
    ),
    Attack(
        "tests-that-are-skipped-on-the-runner",
        "merge-request",
        harmless="a browser or server test that cannot run fails in continuous integration",
        proved_by=f"{_CI}::test_a_skipped_browser_or_server_test_fails_in_ci",
    ),
    Attack(
        "address-outside-the-release",
        "visitor",
        harmless="nginx answers 400 or 404 to every spelling of a path that leads out",
        proved_by=f"{_SERVER}::test_what_must_not_come_out",
    ),
    Attack(
        "writing-method",
        "visitor",
        harmless="only GET and HEAD are answered",
        proved_by=f"{_SERVER}::test_only_reading",
    ),
    Attack(
        "errors-provoked-to-fill-the-error-log",
        "visitor",
        harmless="no log holds a full address of a visitor",
        proved_by=f"{_SERVING}::test_no_log_holds_a_visitors_address",
    ),
    Attack(
        "files-that-the-server-may-not-read",
        "operator",
        harmless="the server answers without the file and logs no address",
        proved_by=f"{_SERVING}::test_no_log_holds_a_visitors_address_when_files_may_not_be_read",
    ),
    Attack(
        "object-store-away",
        "visitor",
        harmless="the front answers 500 and logs no address",
        proved_by=f"{_SERVING}::test_the_front_of_an_object_store_logs_no_address_when_the_store_is_away",
    ),
    Attack(
        "hashed-file-of-a-withdrawn-release",
        "visitor",
        harmless="after a rollback every address that only the withdrawn release had answers 404",
        proved_by=f"{_SERVING}::test_nothing_of_a_withdrawn_release_answers",
    ),
    Attack(
        "text-of-an-earlier-release",
        "visitor",
        harmless="only hashed styles, scripts and fonts of the release before answer",
        proved_by=f"{_SERVING}::test_only_styles_scripts_and_fonts_of_the_release_before_answer",
    ),
    Attack(
        "symbolic-link-in-a-release",
        "merge-request",
        refused_by="V08",
        proved_by=f"{_TARGETS}::test_a_symbolic_link_is_not_released",
    ),
    Attack(
        "link-added-to-a-release-by-hand",
        "operator",
        refused_by="V03",
        proved_by=f"{_VERIFY}::test_other_ways_to_differ",
    ),
    Attack(
        "release-for-an-earlier-day",
        "operator",
        refused_by="V10",
        proved_by=f"{_TARGETS}::test_a_clock_set_back_is_noticed",
    ),
    Attack(
        "published-address-removed",
        "merge-request",
        refused_by="V11",
        proved_by=f"{_TARGETS}::test_an_address_that_was_published_keeps_working",
    ),
    Attack(
        "one-byte-changed-on-the-server",
        "operator",
        refused_by="V04",
        proved_by=f"{_VERIFY}::test_a_changed_byte_in_every_kind_of_file_counts",
    ),
    Attack(
        "served-file-changed-before-it-is-fetched",
        "operator",
        harmless="the release stops and says which file is not the one that was released",
        proved_by=f"{_SERVED}::test_a_served_site_that_is_not_whole_stops_the_release",
    ),
    Attack(
        "served-manifest-that-names-a-path-outside",
        "operator",
        harmless="the release stops before a file is written",
        proved_by=f"{_SERVED}::test_a_manifest_that_leads_out_of_the_folder_is_refused",
    ),
    Attack(
        "served-manifest-signed-by-nobody-listed",
        "operator",
        harmless="the release stops",
        proved_by=f"{_SERVED}::test_where_signers_are_listed_the_signature_is_checked",
    ),
    Attack(
        "served-site-that-redirects-elsewhere",
        "operator",
        harmless="a redirect is an error, another host is not asked",
        proved_by=f"{_SERVED}::test_a_served_site_that_does_not_answer_stops_the_release",
    ),
    Attack(
        "inline-script-against-the-policy",
        "editor",
        refused_by="H10",
        proved_by="tests/site/test_page_check.py::test_refused",
    ),
)
