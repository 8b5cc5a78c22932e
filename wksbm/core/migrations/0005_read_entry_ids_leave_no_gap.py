from django.db import migrations, models

import wksbm.core.models.scoped


class Migration(migrations.Migration):
    """In the address of the log's next page the gaps of a sequence would tell of entries that are not shown."""

    dependencies = [
        ("core", "0004_read_entries_may_be_restricted"),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name="readentry",
            name="read_entry_newest",
        ),
        migrations.AlterField(
            model_name="readentry",
            name="id",
            field=models.BigIntegerField(
                default=wksbm.core.models.scoped.scattered_id, editable=False, primary_key=True, serialize=False
            ),
        ),
        migrations.AddIndex(
            model_name="readentry",
            index=models.Index(fields=["network", "-read_at", "-id"], name="read_entry_newest"),
        ),
    ]
