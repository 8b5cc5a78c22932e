import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("members", "0014_volunteers_go_on_leave"),
    ]

    operations = [
        migrations.CreateModel(
            name="PublishedVillageTable",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("table", models.CharField(max_length=10)),
                ("on", models.DateField(help_text="The last day of the quarter.")),
                ("figures", models.JSONField(default=dict)),
                (
                    "village",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="members.region"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("village", "table", "on"), name="one_published_village_table_a_quarter"
                    )
                ],
            },
        ),
    ]
