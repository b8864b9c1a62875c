{
    "name": "Records office: training",
    "summary": "Courses and classes, practice on the real thing, certificates for records staff",
    "version": "19.0.1.0.0",
    "category": "Productivity/Documents",
    "author": "vanthu",
    "license": "LGPL-3",
    "depends": ["vanthu_archive", "event", "survey"],
    "data": [
        "security/vanthu_training_security.xml",
        "security/ir.model.access.csv",
        "security/vanthu_class_rules.xml",
        "security/vanthu_training_rules.xml",
        "data/vanthu_topic_data.xml",
        "views/vanthu_topic_views.xml",
        "views/vanthu_training_menus.xml",
    ],
    "assets": {
        "web.assets_backend": ["vanthu_training/static/src/**/*"],
        "web.assets_unit_tests": ["vanthu_training/static/tests/**/*.test.js"],
        "web.assets_tests": ["vanthu_training/static/tests/tours/**/*"],
    },
    "post_init_hook": "post_init_hook",
}
