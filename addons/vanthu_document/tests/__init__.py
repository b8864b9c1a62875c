from . import (
    test_event,
    test_security_doors,
    test_security_matrix,
    test_tools_arrival_stamp,
    test_tools_document_reader,
    test_tools_image_pdf,
    test_tools_metadata,
    test_tools_normalize,
    test_tools_printing,
    test_tools_secrecy,
    test_tools_text_extract,
    test_who_sees,
)
