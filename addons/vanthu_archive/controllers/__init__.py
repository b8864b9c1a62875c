from . import climate_sensor, file_plan_export, list_export, store_logbook
from . import climate_sensor, file_plan_export, list_export, statistic_export
