package io.github.kashew.jackson;

import io.github.kashew.TypeRef;
import io.github.kashew.codec.Codec;
import io.github.kashew.testkit.CodecContract;
import java.util.List;
import org.junit.jupiter.api.DisplayName;

@DisplayName("JSON by Jackson is a codec, which")
class JacksonCodecContractTest extends CodecContract {

    @Override
    protected Codec codec() {
        return new JacksonCodec();
    }

    @Override
    protected List<Sample<?>> samples() {
        return List.of(
                Sample.of(Shop.Order.class, Shop.order()),
                new Sample<>(TypeRef.of(Shop.Payment.class), Shop.Payment.class, new Shop.Card("7")),
                new Sample<>(new TypeRef<List<Shop.Order>>() {}, List.class, List.of(Shop.order())),
                Sample.of(Shop.Colour.class, Shop.Colour.RED),
                Sample.of(String.class, "\"\\ \ud83d\ude00"),
                Sample.of(Double.class, Double.NaN),
                Sample.of(Long.class, Long.MIN_VALUE));
    }
}
