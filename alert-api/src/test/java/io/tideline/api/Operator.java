package io.tideline.api;

import static io.restassured.RestAssured.given;

import io.restassured.config.EncoderConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;

/** Requests of a user with the role operator. */
final class Operator {

    static final String NAME = "olga";

    private Operator() {}

    static RequestSpecification with() {
        return given().auth().preemptive().basic(NAME, Stack.OPERATOR_PASSWORD).contentType(ContentType.JSON);
    }

    static RequestSpecification withYaml() {
        return given().auth()
                .preemptive()
                .basic(NAME, Stack.OPERATOR_PASSWORD)
                .config(RestAssuredConfig.config()
                        .encoderConfig(EncoderConfig.encoderConfig()
                                .encodeContentTypeAs("application/yaml", ContentType.TEXT)))
                .contentType("application/yaml");
    }
}
