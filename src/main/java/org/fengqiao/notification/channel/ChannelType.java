package org.fengqiao.notification.channel;

/** The ways to notify a person. */
public enum ChannelType {
    /** Always available: the list of the person on the pages and in the API. */
    INBOX,
    EMAIL,
    WEB_HOOK,
    WECOM,
    DINGTALK;

    /** A group bot is read by the whole group, through an outside service: it says that something waits, and no more. */
    public boolean isShared() {
        return switch (this) {
            case WECOM, DINGTALK -> true;
            case INBOX, EMAIL, WEB_HOOK -> false;
        };
    }
}
