from . import climate_sensor, transfer_export
