package org.fengqiao.response.notification;

/** A way out: hands over one message, once, or says why it could not. Retrying is not its work. */
interface Channel {
    Via via();

    void send(Message message, Destination to) throws NotDelivered;
}
