package org.fengqiao.pages.desk;

import java.util.UUID;
import org.fengqiao.inquiry.desk.DeskFilter;
import org.fengqiao.inquiry.desk.DeskQueries;
import org.fengqiao.inquiry.desk.DeskSection;
import org.fengqiao.inquiry.desk.DeskSort;
import org.fengqiao.pages.shell.PageAddress;
import org.fengqiao.platform.web.RequestParameters;
import org.fengqiao.policy.Tier;

/**
 * What the address of a desk says.
 *
 * @param page from 0
 * @param open the alert in the reading pane; null for none
 */
record DeskState(PageAddress address, DeskFilter.Wish wish, int page, UUID open) {
    private static final int LAST_PAGE = DeskQueries.MOST / DeskQueries.PAGE_SIZE - 1;

    static DeskState of(PageAddress address) {
        DeskSection section = RequestParameters.oneOf("section", DeskSection.class, address.get("section"));
        DeskSort sort = RequestParameters.oneOf("sort", DeskSort.class, address.get("sort"));
        DeskFilter.Wish wish = new DeskFilter.Wish(
                section == null ? DeskSection.ACT : section,
                RequestParameters.oneOf("tier", Tier.class, address.get("tier")),
                address.get("q"),
                sort == null ? DeskSort.GRAVE : sort);
        String open = address.get("open");
        return new DeskState(
                address, wish, page(address.get("page")), open == null ? null : RequestParameters.id(open));
    }

    /** In the address pages are counted from 1; what is no page is the first one. */
    private static int page(String text) {
        return text == null || !text.matches("[1-9]\\d{0,2}") ? 0 : Math.min(Integer.parseInt(text) - 1, LAST_PAGE);
    }

    /** The list without anything opened. */
    PageAddress list() {
        return address.without("open", "done", "lang");
    }

    PageAddress opening(UUID alert) {
        return list().with("open", alert.toString());
    }
}
