import { _t } from "@web/core/l10n/translation";

/**
 * Words of Odoo's own screens that its Vietnamese lacks, or has in English.
 *
 * The web client looks a term up in all translations when the add-on that shows it has none;
 * named here, these words are part of ours, and no clerk meets them in English.
 */
export const ODOO_WORDS = [
    // Forms and lists
    _t("Missing required fields"),
    _t("Invalid Display Name"),
    _t("Start typing %s characters"),
    _t("Search more..."),
    _t("Are you sure you want to delete the selected record?"),
    _t("Are you sure you want to delete the %(nbSelected)s selected records?"),
    _t("Are you sure that you want to duplicate all the selected records?"),
    _t("Are you sure you want to update %(count)s records?"),
    _t("Among the %(total)s selected records, %(valid_count)s are valid for this update."),
    _t("It will be removed for everyone!"),
    // Filters of one's own
    _t("Add nested rule"),
    _t('Press "Enter" to add criterion'),
    _t("Select one or several criteria"),
    _t("before"),
    _t("lower than"),
    _t("lower or equal to"),
    _t("greater or equal to"),
    _t(": not"),
    _t("Month to date"),
    _t("Year to date"),
    _t("Last 12 months"),
    _t("Custom range"),
    // Menu of the person, settings, log-in
    _t("My Preferences"),
    _t("My Odoo.com Account"),
    _t("No settings found"),
    _t("Try searching for another keyword"),
    _t("Caps Lock is on!"),
    // Messages
    _t("Add Star"),
    _t("Remove Star"),
    _t("Starred message"),
    _t("Starred messages"),
    _t("Filter Messages"),
    _t("Conversations"),
    _t("Search conversations"),
    _t("Tracked Changes"),
    _t("Discard editing"),
    _t("Are you sure you want to bid farewell to this message forever?"),
    _t("Send this message to the great trash can in the sky?"),
    _t("This conversation isn’t available."),
    _t("This thread is no longer available."),
];
