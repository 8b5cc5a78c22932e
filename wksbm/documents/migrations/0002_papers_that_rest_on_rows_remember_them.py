import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

import wksbm.core.fields


class Migration(migrations.Migration):
    dependencies = [
        ("documents", "0001_papers_issued_once"),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name="issueddocument",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="issueddocument",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="issueddocument",
            name="delete_delete",
        ),
        migrations.AddField(
            model_name="issueddocument",
            name="choices",
            field=wksbm.core.fields.SealedTextField(
                blank=True, editable=True, help_text="JSON: what was chosen on the form, of one that rests on rows."
            ),
        ),
        migrations.AddField(
            model_name="issueddocument",
            name="rests_on",
            field=models.CharField(blank=True, help_text="Digest of those rows as they were told.", max_length=64),
        ),
        migrations.AddField(
            model_name="issueddocumentevent",
            name="choices",
            field=wksbm.core.fields.SealedTextField(
                blank=True, editable=True, help_text="JSON: what was chosen on the form, of one that rests on rows."
            ),
        ),
        migrations.AddField(
            model_name="issueddocumentevent",
            name="rests_on",
            field=models.CharField(blank=True, help_text="Digest of those rows as they were told.", max_length=64),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="issueddocument",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "documents_issueddocumentevent" ("addressee", "called", "choices", "code", "file", "id", "issued_at", "issued_by_id", "issued_on", "kind", "needs_head", "network_id", "number", "origin_id", "origin_type_id", "pages", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "replaces_id", "rests_on", "serial", "series", "sha256", "signed_noted_by_id", "signed_on", "size", "withdrawn_at", "withdrawn_by_id", "withdrawn_why", "year") SELECT new_values."addressee", new_values."called", new_values."choices", new_values."code", new_values."file", new_values."id", new_values."issued_at", new_values."issued_by_id", new_values."issued_on", new_values."kind", new_values."needs_head", new_values."network_id", new_values."number", new_values."origin_id", new_values."origin_type_id", new_values."pages", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."replaces_id", new_values."rests_on", new_values."serial", new_values."series", new_values."sha256", new_values."signed_noted_by_id", new_values."signed_on", new_values."size", new_values."withdrawn_at", new_values."withdrawn_by_id", new_values."withdrawn_why", new_values."year" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="7d9ea55378bd2fa7bee189a6d8063c4bca332da7",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_d00e4",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="documents_issueddocument",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="issueddocument",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "documents_issueddocumentevent" ("addressee", "called", "choices", "code", "file", "id", "issued_at", "issued_by_id", "issued_on", "kind", "needs_head", "network_id", "number", "origin_id", "origin_type_id", "pages", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "replaces_id", "rests_on", "serial", "series", "sha256", "signed_noted_by_id", "signed_on", "size", "withdrawn_at", "withdrawn_by_id", "withdrawn_why", "year") SELECT new_values."addressee", new_values."called", new_values."choices", new_values."code", new_values."file", new_values."id", new_values."issued_at", new_values."issued_by_id", new_values."issued_on", new_values."kind", new_values."needs_head", new_values."network_id", new_values."number", new_values."origin_id", new_values."origin_type_id", new_values."pages", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."replaces_id", new_values."rests_on", new_values."serial", new_values."series", new_values."sha256", new_values."signed_noted_by_id", new_values."signed_on", new_values."size", new_values."withdrawn_at", new_values."withdrawn_by_id", new_values."withdrawn_why", new_values."year" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="ca271a03ff45741d09c3b7508233685c1849c0f5",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_f9d5c",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="documents_issueddocument",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="issueddocument",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "documents_issueddocumentevent" ("addressee", "called", "choices", "code", "file", "id", "issued_at", "issued_by_id", "issued_on", "kind", "needs_head", "network_id", "number", "origin_id", "origin_type_id", "pages", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "replaces_id", "rests_on", "serial", "series", "sha256", "signed_noted_by_id", "signed_on", "size", "withdrawn_at", "withdrawn_by_id", "withdrawn_why", "year") SELECT old_values."addressee", old_values."called", old_values."choices", old_values."code", old_values."file", old_values."id", old_values."issued_at", old_values."issued_by_id", old_values."issued_on", old_values."kind", old_values."needs_head", old_values."network_id", old_values."number", old_values."origin_id", old_values."origin_type_id", old_values."pages", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."replaces_id", old_values."rests_on", old_values."serial", old_values."series", old_values."sha256", old_values."signed_noted_by_id", old_values."signed_on", old_values."size", old_values."withdrawn_at", old_values."withdrawn_by_id", old_values."withdrawn_why", old_values."year" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="6f430ae79f665108421659d89ebd2748a1394496",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_35cb0",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="documents_issueddocument",
                    when="AFTER",
                ),
            ),
        ),
    ]
