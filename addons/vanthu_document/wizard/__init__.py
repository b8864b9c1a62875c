from . import (
    access_explanation,
    hand_over_wizard,
    return_wizard,
    vanthu_assignment_wizard,
    vanthu_extension_wizard,
    vanthu_handling_print,
    vanthu_organisation_wizard,
    vanthu_people_import,
    vanthu_people_import_messages,
    vanthu_register_number,
    vanthu_register_print,
    vanthu_routing_wizard,
)
