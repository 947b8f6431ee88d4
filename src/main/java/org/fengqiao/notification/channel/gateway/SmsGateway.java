package org.fengqiao.notification.channel.gateway;

import io.smallrye.config.ConfigMapping;

/** {@code fengqiao.sms.*}, as environment variables {@code FENGQIAO_SMS_*}. */
@ConfigMapping(prefix = "fengqiao.sms")
interface SmsGateway extends PhoneGateway {}
