import { download } from "@web/core/network/download";
import { registry } from "@web/core/registry";
import { user } from "@web/core/user";
import { getReportUrl } from "@web/webclient/actions/reports/utils";

/**
 * Downloads reports that the server draws itself. They do not need wkhtmltopdf, so its
 * absence must not keep them from being printed.
 *
 * @param {Object} action the report action; `is_drawn` says who makes the PDF
 * @param {Object} options not used
 * @param {Object} env of the web client
 * @returns {Promise<boolean>} whether this report was ours
 */
export async function handleDrawnReport(action, options, env) {
    if (action.report_type !== "qweb-pdf" || !action.is_drawn) {
        return false;
    }
    env.services.ui.block();
    try {
        await download({
            url: "/report/download",
            data: {
                data: JSON.stringify([getReportUrl(action, "pdf"), action.report_type]),
                context: JSON.stringify({ ...user.context, ...action.context }),
            },
        });
    } finally {
        env.services.ui.unblock();
    }
    return true;
}

registry.category("ir.actions.report handlers").add("vanthu_drawn_report", handleDrawnReport);
