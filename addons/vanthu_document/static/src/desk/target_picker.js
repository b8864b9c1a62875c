import { Component, onWillStart, useState } from "@odoo/owl";
import { normalize } from "@web/core/l10n/utils";
import { useAutofocus, useService } from "@web/core/utils/hooks";

import { targetKey } from "./direct_draft";

const MOST = 8;
const lists = new Map();

/** Finds a unit or person that is not suggested; the list is fetched once for each organisation. */
export class TargetPicker extends Component {
    static template = "vanthu_document.DeskTargetPicker";
    static props = { companyId: Number, chosen: Array, onPick: Function };

    setup() {
        this.orm = useService("orm");
        this.state = useState({ text: "", targets: [], failed: false });
        useAutofocus({ refName: "search", mobile: true });
        onWillStart(() => void this.load());
    }

    async load() {
        const { companyId } = this.props;
        if (!lists.has(companyId)) {
            lists.set(companyId, this.orm.silent.call("vanthu.desk", "get_targets", [companyId]));
        }
        try {
            this.state.targets = await lists.get(companyId);
        } catch {
            lists.delete(companyId);
            this.state.failed = true;
        }
    }

    get found() {
        const chosen = new Set(this.props.chosen.map(targetKey));
        const wanted = fold(this.state.text);
        return this.state.targets
            .filter((target) => !chosen.has(targetKey(target)))
            .filter(({ name, code }) => fold(`${name} ${code}`).includes(wanted))
            .slice(0, MOST);
    }
}

/** "phong dao tao" finds "Phòng Đào tạo". */
function fold(text) {
    return normalize(text.trim()).replaceAll("đ", "d");
}
