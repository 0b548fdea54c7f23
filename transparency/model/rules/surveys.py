"""Rules about surveys: problems in raw answers (I), and disclosure risks in published figures (S)."""

from __future__ import annotations

from transparency.model.rules.rule import Rule

_SAFER = "Run the aggregation again, so that it hides another cell of the same sum."

ANSWERS = (
    Rule("I01", "invalid answer scale", "Words, codes and ends would not give one share.", "Correct the scale."),
    Rule("I02", "reference of a questionnaire that is unclear", "A code means one thing.", "Correct the code."),
    Rule("I03", "column of the export that is missing", "Its answers would be lost.", "Name its header in the layout."),
    Rule(
        "I04",
        "labels that nobody declared and that recur, or are many",
        "Answers that are not understood would change the share.",
        "Add the spelling to the scale or the group, or correct the column in the layout. Labels are never printed.",
    ),
    Rule(
        "I05",
        "some labels that nobody declared",
        "They count as not valid; the share is not affected.",
        "Add the spelling.",
    ),
    Rule("I06", "more respondents than people asked", "A response rate above 100 %.", "Look for duplicates."),
    Rule("I07", "answers without a period of the calendar", "They belong to no wave.", "Name the period or add it."),
    Rule("I08", "period with several files", "Answers would count twice.", "Join partial exports first."),
    Rule("I09", "export that cannot be used", "It is empty, locked or of another kind.", "Export the answers again."),
    Rule("I10", "export in an unclear encoding", "Labels in Kazakh would not be recognised.", "Save it as UTF-8."),
    Rule(
        "I11", "export with broken quotes", "Cells would shift from column to column.", "Export it again, or as XLSX."
    ),
    Rule(
        "I12",
        "several columns that fit one question",
        "It would be arbitrary which column is used.",
        "Name one in the layout.",
    ),
    Rule(
        "I13",
        "correction that differs by a few people",
        "The difference of both versions shows their answers.",
        "Leave the published table as it is.",
    ),
    Rule(
        "I14",
        "figures that cannot be protected",
        "Figures published earlier already reveal too much; the remaining cells cannot be protected.",
        "Publish less: leave the breakdown or the unit out.",
    ),
    Rule(
        "I15",
        "group that the calendar does not allow",
        "The calendar of the survey permits figures for the whole university only.",
        "Give the group the role filter, or correct the calendar.",
    ),
    Rule(
        "I16",
        "draft that is not finished",
        "A text or the order of answers is still to be written; figures in a guessed order would be wrong.",
        "Write what is marked TO BE WRITTEN, and give order_unknown as labels, the lowest first.",
    ),
)

FIGURES = (
    Rule("S01", "count below the threshold", "A small group can be recognised.", "Hide the cell: aggregate again."),
    Rule(
        "S02",
        "everybody in a small group answered alike",
        "0 %, 100 % or the end of the scale reveals the answer of each of them.",
        "Show a band such as 90 % and more instead.",
    ),
    Rule("S03", "hidden cell with a shown measure", "One measure gives the other away.", "Withhold all alike."),
    Rule("S04", "hidden cells with different marks", "The mark reveals which one is small.", "Give all one mark."),
    Rule(
        "S05",
        "row about a person, an administrative unit or one that nobody declared",
        "Such figures go to the person or unit only.",
        "Take the rows out.",
    ),
    Rule("S06", "share that no count gives", "It was not computed from the counts beside it.", "Compute it again."),
    Rule(
        "S07",
        "hidden count that follows exactly",
        "It follows from published figures by addition and subtraction.",
        _SAFER,
    ),
    Rule("S08", "hidden count that follows closely", "Its bounds reveal that it is small.", _SAFER),
    Rule("S09", "answer of everybody that follows", "Hidden cells can be computed from shown ones.", _SAFER),
    Rule("S10", "small group that nobody listed", "A total without its parts leaves it.", _SAFER),
    Rule(
        "S11",
        "change by a few people between releases",
        "The difference shows their answers.",
        "Keep the earlier figures until more answers have changed.",
    ),
    Rule("S12", "comparison with a hidden cell", "The difference gives the hidden share away.", "Withhold it."),
    Rule("S13", "figures that contradict each other", "They come from two runs.", "Publish all figures from one run."),
    Rule(
        "S14",
        "replies without a valid answer, counted for a group",
        "Such counts add up, and hidden ones would follow from them.",
        "Publish such counts for single questions and everybody.",
    ),
)
