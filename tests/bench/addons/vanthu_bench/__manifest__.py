{
    "name": "Records office: yardstick of the bench",
    "summary": "A bare model with the columns of a document, to compare with",
    "version": "19.0.1.0.0",
    "author": "vanthu",
    "license": "LGPL-3",
    "depends": ["vanthu_document"],
    "data": ["ir.model.access.csv", "rules.xml"],
    "installable": True,
}
