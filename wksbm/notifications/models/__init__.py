from wksbm.notifications.models.delivery import Delivery
from wksbm.notifications.models.notification import Notification
from wksbm.notifications.models.preference import Preference

__all__ = ["Delivery", "Notification", "Preference"]
