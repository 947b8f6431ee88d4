package org.fengqiao.notification.channel;

/** The ways a person can be told. */
public enum ChannelType {
    /** Always there: what is listed for the person on the pages and by the API. */
    INBOX,
    EMAIL,
    WEB_HOOK,
    WECOM,
    DINGTALK;

    /** The robot of a group speaks to all of it, through a service outside: it says that something waits, and no more. */
    public boolean isShared() {
        return switch (this) {
            case WECOM, DINGTALK -> true;
            case INBOX, EMAIL, WEB_HOOK -> false;
        };
    }
}
