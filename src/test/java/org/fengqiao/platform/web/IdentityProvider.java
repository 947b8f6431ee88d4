package org.fengqiao.platform.web;

import java.util.List;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.keys.RsaKeyUtil;
import org.jose4j.lang.JoseException;

/** Vouches for people by tokens that are checked with its public key. */
public final class IdentityProvider {
    private static final String KEY = "fengqiao.test.oidc.key";
    private static final int MINUTES = 24 * 60;

    private IdentityProvider() {}

    public static String publicKey() {
        return RsaKeyUtil.pemEncode(key().getPublicKey());
    }

    static String token(List<String> roles, String area) throws JoseException {
        return token(key(), roles, area);
    }

    static String token(RsaJsonWebKey key, List<String> roles, String area) throws JoseException {
        JwtClaims claims = new JwtClaims();
        claims.setSubject("1");
        claims.setStringClaim("upn", "wang");
        claims.setStringListClaim("groups", roles);
        claims.setExpirationTimeMinutesInTheFuture(MINUTES);
        claims.setIssuedAtToNow();
        if (area != null) {
            claims.setStringClaim("fengqiao_area", area);
        }
        JsonWebSignature signed = new JsonWebSignature();
        signed.setPayload(claims.toJson());
        signed.setKey(key.getPrivateKey());
        signed.setAlgorithmHeaderValue(AlgorithmIdentifiers.RSA_USING_SHA256);
        return signed.getCompactSerialization();
    }

    /** One for all class loaders: the profile is asked in another than the test. */
    private static RsaJsonWebKey key() {
        synchronized (System.getProperties()) {
            try {
                String known = System.getProperty(KEY);
                if (known == null) {
                    known = RsaJwkGenerator.generateJwk(2048).toJson(RsaJsonWebKey.OutputControlLevel.INCLUDE_PRIVATE);
                    System.setProperty(KEY, known);
                }
                return (RsaJsonWebKey) JsonWebKey.Factory.newJwk(known);
            } catch (JoseException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
