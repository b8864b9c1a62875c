from . import climate_sensor, file_plan_export, transfer_export
