"""Answers the twelve questions of ``questions.md`` with DuckDB: ``python in_duckdb.py ADDRESS`` prints them as JSON."""

from __future__ import annotations

import datetime as dt
import json
import sys

import duckdb
from fsspec.implementations.http import HTTPFileSystem

FILES = f"{sys.argv[1]}open-data/files"
DATASETS = (
    "survey-indicators survey-elements survey-units survey-targets survey-scale-points codes indicator-list indicator-values "
    "units accreditations programmes changes processes risks owed"
)


class Served(HTTPFileSystem):  # type: ignore[misc]  # (fsspec has no types)
    """Files of a web server; DuckDB asks when a file changed, which the HTTP file system of fsspec does not say."""

    def modified(self, path: str) -> dt.datetime:
        """A constant day: the files do not change while the questions are answered."""
        return dt.datetime(2000, 1, 1, tzinfo=dt.UTC)


db = duckdb.connect()
db.register_filesystem(Served())
for name in DATASETS.split():
    db.execute(f"CREATE TABLE {name.replace('-', '_')} AS FROM read_parquet('{FILES}/{name}.parquet')")
db.execute(
    f"CREATE TABLE version AS FROM read_json('{sys.argv[1]}open-data/versions.json', columns = {{latest: 'VARCHAR'}})"
)
db.execute("""
    CREATE VIEW latest AS FROM survey_indicators WHERE TIME_PERIOD = (SELECT max(TIME_PERIOD) FROM survey_indicators);
    CREATE VIEW shares AS FROM latest WHERE MEASURE = 'SAT_SHARE' AND BREAKDOWN = '_T' AND COMPARE_TO = '_Z';
    CREATE VIEW worst AS
        SELECT s.SURVEY, s.ELEMENT, e.text_en, s.OBS_VALUE
        FROM shares s JOIN survey_elements e ON e.survey = s.SURVEY AND e.code = s.ELEMENT AND e.type = 'item'
        ORDER BY s.OBS_VALUE LIMIT 1;
    CREATE MACRO title_of(d, c, v) AS
        (SELECT title_en FROM codes WHERE dataset = d AND "column" = c AND code = v);
""")


def ask(query: str) -> list[list[object]]:
    """The rows of an answer."""
    return [list(row) for row in db.execute(query).fetchall()]


answers: dict[int, object] = {
    1: ask("""
        SELECT u.title_en, OBS_VALUE, LOWER, UPPER FROM shares s JOIN survey_units u ON u.code = s.REF_UNIT
        WHERE POPULATION = 'STUDENT' AND ELEMENT = 'ALL' ORDER BY 1"""),
    2: [
        ask("SELECT id FROM indicator_list WHERE owed_by IS NULL"),
        ask("""SELECT l.id, u.title_en FROM indicator_list l JOIN units u ON u.id = l.owed_by
               WHERE state = 'missing' ORDER BY 1"""),
    ],
    3: ask("""
        SELECT title_en FROM programmes WHERE id NOT IN (
            SELECT programme FROM accreditations, version
            WHERE programme IS NOT NULL AND valid_until > left(latest, 10)::DATE + INTERVAL 1 YEAR)
        ORDER BY 1"""),
    4: ask("SELECT change, count(*) FROM changes, version WHERE version = latest GROUP BY 1 ORDER BY 1"),
    5: ask("""
        SELECT TIME_PERIOD, N_RESP, N_ELIGIBLE, OBS_VALUE FROM survey_indicators
        WHERE MEASURE = 'RESP_RATE' AND REF_UNIT = 'UNIV' AND BREAKDOWN = '_T' ORDER BY 1"""),
    6: ask("SELECT text_en, OBS_VALUE FROM worst")[0],
    7: ask("""
        SELECT t.value, l.OBS_VALUE, title_of('survey-indicators', 'ASSESSMENT', ASSESSMENT)
        FROM survey_targets t JOIN latest l ON l.SURVEY = t.survey AND l.ELEMENT = t.element AND MEASURE = 'GAP_TARGET'"""),
    8: ask("""
        SELECT time_period, obs_value, series_break FROM indicator_values
        WHERE indicator = 'students-total' AND ref_area = 'univ' AND breakdown = '_T' ORDER BY 1"""),
    9: ask("""
        SELECT p.title_en, time_period, title_of('indicator-values', 'obs_status', obs_status)
        FROM indicator_values v LEFT JOIN programmes p ON p.id = v.ref_area WHERE obs_value IS NULL ORDER BY 1"""),
    10: ask("""
        SELECT p.title_en, u.title_en, (SELECT count(*) FROM risks r WHERE r.process = p.id)
        FROM processes p JOIN units u ON u.id = p.owner ORDER BY 1"""),
    11: ask("""
        SELECT who, title_of('owed', 'kind', kind), n FROM (
            SELECT u.title_en AS who, o.kind, count(*) AS n FROM owed o JOIN units u ON u.id = o.unit GROUP BY ALL)
        ORDER BY 1, 2"""),
    12: ask("""
        SELECT CATEGORY, title_en, l.OBS_VALUE FROM latest l JOIN worst USING (SURVEY, ELEMENT)
        JOIN survey_scale_points p ON p.survey = l.SURVEY AND p.scale = l.SCALE AND p.point = l.CATEGORY
        WHERE MEASURE = 'DIST' AND BREAKDOWN = '_T' ORDER BY 1"""),
}
sys.stdout.write(json.dumps(answers))
