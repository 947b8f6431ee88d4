package org.fengqiao.notification.channel;

/** The ways to notify a person. */
public enum ChannelType {
    /** Always available: the list of the person on the pages and in the API. */
    INBOX(AddressKind.NONE),
    EMAIL(AddressKind.MAIL),
    WEB_HOOK(AddressKind.SIGNED_URL),
    WECOM(AddressKind.GROUP_BOT_URL),
    DINGTALK(AddressKind.GROUP_BOT_URL),
    SMS(AddressKind.PHONE),
    /** A call that reads a sentence out. */
    VOICE(AddressKind.PHONE);

    /** What the address of a channel is: it decides how the address is checked and how much of it is shown again. */
    public enum AddressKind {
        NONE,
        MAIL,
        SIGNED_URL,
        /** The key of the bot is part of the address. */
        GROUP_BOT_URL,
        PHONE
    }

    private final AddressKind address;

    ChannelType(AddressKind address) {
        this.address = address;
    }

    public AddressKind address() {
        return address;
    }

    /** Whether it rings where the person is, at night too. */
    public boolean isPhone() {
        return address == AddressKind.PHONE;
    }

    /**
     * Whether others than the person can read it: a whole group, or the networks of others. It says that something waits,
     * and no more.
     */
    public boolean isShared() {
        return address == AddressKind.GROUP_BOT_URL || address == AddressKind.PHONE;
    }
}
