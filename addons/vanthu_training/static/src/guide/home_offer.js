import { LeaderDesk } from "@vanthu_document/desk/desk";
import { Home } from "@vanthu_document/home/home";
import { useService } from "@web/core/utils/hooks";

import { Component, onWillStart, useState } from "@odoo/owl";

import { getGuideStep } from "./guide_tours";

/** Offers who has never finished a tour the first one of the role; once refused, never again. */
export class GuideOffer extends Component {
    static template = "vanthu_training.GuideOffer";
    static props = {};

    setup() {
        this.orm = useService("orm");
        this.tour = useService("tour_service");
        this.state = useState({ offer: {} });
        onWillStart(async () => {
            if (!getGuideStep()) {
                this.state.offer = await this.orm.silent.call("vanthu.guide", "get_offer", []);
            }
        });
    }

    start() {
        return this.tour.startTour(this.state.offer.tour, { mode: "manual" });
    }

    async dismiss() {
        this.state.offer = {};
        await this.orm.call("vanthu.guide", "dismiss_offer", []);
    }
}

Home.components = { ...Home.components, GuideOffer };
LeaderDesk.components = { ...LeaderDesk.components, GuideOffer };
