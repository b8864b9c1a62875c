from . import (
    book_export,
    climate_sensor,
    evidence_export,
    file_plan_export,
    list_export,
    public_archive,
    reading,
    statistic_export,
)
