"""Rules about a release (V): its files, the previous release, redirects, pages, components, restoring."""

from __future__ import annotations

from transparency.model.rules.rule import Rule

RELEASE = (
    Rule(
        "V01",
        "manifest that is missing, damaged or rewritten",
        "Without it nobody can tell what was released.",
        "Do not trust this copy; take another, or publish again.",
    ),
    Rule("V02", "file missing from the release", "Readers would find a gap.", "Publish again or roll back."),
    Rule(
        "V03",
        "file that does not belong to the release",
        "Somebody put it there without a review.",
        "Find out who; check the server's accounts; remove it.",
    ),
    Rule(
        "V04",
        "file that is not the one released",
        "It was damaged, or changed without a review.",
        "Find out who; check the server's accounts; publish again or roll back.",
    ),
    Rule(
        "V05",
        "manifest that is not the one the release was named after",
        "The name of the folder carries its hash; somebody rewrote it.",
        "Publish again or roll back.",
    ),
    Rule(
        "V06",
        "signature that does not hold",
        "It is damaged, or made by somebody who is not listed.",
        "Do not trust this copy until the signer has confirmed it; check server/allowed_signers.",
    ),
    Rule(
        "V07",
        "release without a signature",
        "Damage is found, forgery is not; where signers are listed, somebody removed it.",
        "Set a signing key.",
    ),
    Rule(
        "V08",
        "symbolic link in a release",
        "A server that follows it sends a file from outside the release.",
        "Put the file itself there, or remove the link.",
    ),
    Rule(
        "V10",
        "release for an earlier day than the one served",
        "States would jump back; most often a clock or SITE_DATE is behind.",
        "Look at both; if it is meant, add --older.",
    ),
    Rule(
        "V11",
        "published address that would disappear",
        "Somebody has written it down or quoted it.",
        "Bring it back, or say in data/redirects.yml where it moved.",
    ),
    Rule(
        "V12",
        "preview and official release in one place",
        "Dated copies of the data are carried on: demonstration records would reach the official address.",
        "Give previews a place of their own; choose another place with --to.",
    ),
    Rule("V20", "address that moved twice", "A reader can be sent to one place.", "Keep the line that holds today."),
    Rule("V21", "moved address that exists", "The page could not be reached.", "Delete the line or rename the page."),
    Rule("V22", "address moved to nowhere", "The reader is sent to page 404.", "Write where it stands today."),
    Rule(
        "V30",
        "server configuration without the policy of the pages",
        "Readers would be less protected, or browsers would refuse what the pages load.",
        "Run «make server», read the difference, install csp.conf, then release.",
    ),
    Rule(
        "V32",
        "asset asked for under the name it had before the release",
        "The release puts a hash into its name; the old one leads nowhere.",
        "Name it in an attribute of the page, where the release renames it.",
    ),
    Rule(
        "V40",
        "licence that is unknown or not accepted",
        "The university may not pass on what it has no right to.",
        "Run «make licences»; else read the licence, write it in transparency/release/licences/components.yml.",
    ),
    Rule("V41", "package locked without a hash", "Another file could come in its place.", "Run «make lock»."),
    Rule(
        "V42",
        "font, picture or program of unknown origin",
        "Nobody can say whether it may be published.",
        "Write its origin into transparency/release/licences/components.yml, or remove it.",
    ),
    Rule("V50", "package missing from the backup", "It could not be restored offline.", "Run «make wheels»."),
    Rule("V51", "file that is not rebuilt as it was", "A tool differs.", "Compare the tools of both manifests."),
    Rule("V52", "tool of another version", "It can write other bytes.", "Use the version of the manifest."),
)
