from django.db import migrations

# Beside the stems stands what an action is chosen by, so that one index answers for words and choices together: "l=7"
# is its locality, "s=complete" its state, "t=recovery" its theme, "p=police" a type of its leads, "d=2026" the year of
# its last day (2000 for all before) while work is promised. Nobody can ask for a word with "=", and words without a place make no phrase.
FACETS = """
    array_to_tsvector(
        ARRAY['l=' || locality_id::text, 's=' || state, 't=' || theme_key]
        || string_to_array('p=' || replace(trim(both '|' from lead_types), '|', '|p='), '|')
        || CASE WHEN end_on IS NOT NULL AND state IN ('not_started', 'in_progress', 'unknown')
           THEN ARRAY['d=' || greatest(2000, extract(year from end_on))::integer::text] ELSE ARRAY[]::text[] END
    )
"""
MADE_ANEW = (
    "ALTER TABLE plans_searchdocument DROP COLUMN words_vector, DROP COLUMN vector",
    f"""
    ALTER TABLE plans_searchdocument
        ADD COLUMN words_vector tsvector GENERATED ALWAYS AS (
            to_tsvector('simple'::regconfig, words_stems) || {FACETS}
        ) STORED,
        ADD COLUMN vector tsvector GENERATED ALWAYS AS (
            setweight(to_tsvector('simple'::regconfig, words_stems), 'A') || '''|'':1'::tsvector
            || setweight(to_tsvector('simple'::regconfig, outcome_stems), 'B') || '''|'':1'::tsvector
            || setweight(to_tsvector('simple'::regconfig, leads_stems), 'C') || '''|'':1'::tsvector
            || setweight(to_tsvector('simple'::regconfig, progress_stems), 'D') || {FACETS}
        ) STORED
    """,
    "CREATE INDEX search_document_words_vector ON plans_searchdocument USING gin (words_vector)",
    "CREATE INDEX search_document_vector ON plans_searchdocument USING gin (vector)",
)


def make_index_anew(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        for statement in MADE_ANEW:
            schema_editor.execute(statement)


class Migration(migrations.Migration):

    dependencies = [
        ('plans', '0012_entries_with_facts'),
    ]

    operations = [
        migrations.RunPython(make_index_anew, migrations.RunPython.noop),
    ]
