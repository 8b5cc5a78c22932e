from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("notifications", "0002_notifications_are_found_by_what_they_are_about"),
    ]

    operations = [
        migrations.AddField(
            model_name="notification",
            name="alone",
            field=models.BooleanField(default=False),
        ),
    ]
