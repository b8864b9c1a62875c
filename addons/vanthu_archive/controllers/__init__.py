from . import (
    climate_sensor,
    evidence_export,
    file_plan_export,
    list_export,
    reading_book,
    statistic_export,
    store_logbook,
)
