import { deserializeDate, formatDate } from "@web/core/l10n/dates";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { useBus, useService } from "@web/core/utils/hooks";
import { Layout } from "@web/search/layout";
import { standardActionServiceProps } from "@web/webclient/actions/action_service";

import { Component, onWillStart, useState } from "@odoo/owl";

import { FirstSteps } from "./first_steps";
import { HomeRow } from "./home_row";
import { MemberLoad } from "./member_load";

/** The first page of each role: numbers that lead to the lists behind them, and what is next. */
export class Home extends Component {
    static template = "vanthu_document.Home";
    static components = { Layout, FirstSteps, HomeRow, MemberLoad };
    static props = { ...standardActionServiceProps };
    static path = "records-home"; // “home” belongs to the web client
    static displayName = _t("Home");

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
        this.workCounts = useService("vanthu_work_counts");
        this.state = useState({ name: "", date: "", blocks: [] });
        onWillStart(() => this.load());
        useBus(this.workCounts.bus, "CHANGED", () => this.load());
    }

    async load() {
        Object.assign(this.state, await this.orm.silent.call("vanthu.home", "get_home", []));
    }

    get day() {
        return formatDate(deserializeDate(this.state.date), { format: "cccc, dd/MM/yyyy" });
    }

    shownFigures(block) {
        return block.figures.filter((figure) => figure.count);
    }

    isEmpty(block) {
        return !this.shownFigures(block).length && !block.members?.length && !block.steps;
    }

    /** Where everything stands of which a block shows the first only. */
    openMore({ more }) {
        return this.action.doAction(more.action, { additionalContext: more.context });
    }

    /** The list that was counted; its filters can be seen and taken away there. */
    async openFigure(figure) {
        if (!figure.action) {
            return;
        }
        const options = { additionalContext: figure.context };
        if (!figure.domain) {
            return this.action.doAction(figure.action, options);
        }
        const action = await this.action.loadAction(figure.action);
        return this.action.doAction({ ...action, domain: figure.domain }, options);
    }
}

registry.category("actions").add("vanthu_home", Home);
