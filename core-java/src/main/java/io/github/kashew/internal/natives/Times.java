package io.github.kashew.internal.natives;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoField;
import java.util.Map;

/** The types of {@code java.time}. What a reader finds out of range is refused by their own factories. */
final class Times {

    private Times() {}

    static void addTo(Map<Class<?>, Piece<?>> all) {
        add(
                all,
                Duration.class,
                (value, to) -> write(value.getSeconds(), value.getNano(), to),
                from -> Duration.ofSeconds(from.readSInt64(), nanos(from)));
        add(
                all,
                Instant.class,
                (value, to) -> write(value.getEpochSecond(), value.getNano(), to),
                from -> Instant.ofEpochSecond(from.readSInt64(), nanos(from)));
        add(
                all,
                LocalDate.class,
                (value, to) -> to.writeSInt64NoTag(value.toEpochDay()),
                from -> LocalDate.ofEpochDay(from.readSInt64()));
        add(
                all,
                LocalTime.class,
                (value, to) -> to.writeSInt64NoTag(value.toNanoOfDay()),
                from -> LocalTime.ofNanoOfDay(from.readSInt64()));
        add(all, LocalDateTime.class, Times::write, Times::readDateTime);
        add(
                all,
                OffsetDateTime.class,
                (value, to) -> {
                    write(value.toLocalDateTime(), to);
                    write(value.getOffset(), to);
                },
                from -> OffsetDateTime.of(readDateTime(from), readOffset(from)));
        add(
                all,
                OffsetTime.class,
                (value, to) -> {
                    to.writeSInt64NoTag(value.toLocalTime().toNanoOfDay());
                    write(value.getOffset(), to);
                },
                from -> OffsetTime.of(LocalTime.ofNanoOfDay(from.readSInt64()), readOffset(from)));
        add(
                all,
                ZonedDateTime.class,
                (value, to) -> {
                    write(value.toLocalDateTime(), to);
                    write(value.getOffset(), to);
                    Texts.write(value.getZone().getId(), to);
                },
                from -> {
                    LocalDateTime local = readDateTime(from);
                    ZoneOffset offset = readOffset(from);
                    return ZonedDateTime.ofInstant(local, offset, ZoneId.of(Texts.read(from)));
                });
        add(all, ZoneOffset.class, Times::write, Times::readOffset);
        add(all, ZoneId.class, (value, to) -> Texts.write(value.getId(), to), from -> ZoneId.of(Texts.read(from)));
        add(
                all,
                Period.class,
                (value, to) -> {
                    to.writeSInt32NoTag(value.getYears());
                    to.writeSInt32NoTag(value.getMonths());
                    to.writeSInt32NoTag(value.getDays());
                },
                from -> Period.of(from.readSInt32(), from.readSInt32(), from.readSInt32()));
        add(all, Year.class, (value, to) -> to.writeSInt32NoTag(value.getValue()), from -> Year.of(from.readSInt32()));
        add(
                all,
                YearMonth.class,
                (value, to) -> {
                    to.writeSInt32NoTag(value.getYear());
                    to.writeSInt32NoTag(value.getMonthValue());
                },
                from -> YearMonth.of(from.readSInt32(), from.readSInt32()));
        add(
                all,
                MonthDay.class,
                (value, to) -> {
                    to.writeSInt32NoTag(value.getMonthValue());
                    to.writeSInt32NoTag(value.getDayOfMonth());
                },
                from -> MonthDay.of(from.readSInt32(), from.readSInt32()));
    }

    private static <V> void add(
            Map<Class<?>, Piece<?>> all, Class<V> type, Scalar.Writing<V> writing, Scalar.Reading<V> reading) {
        all.put(type, new Scalar<>(type, writing, reading));
    }

    private static void write(long seconds, int nanos, CodedOutputStream to) throws IOException {
        to.writeSInt64NoTag(seconds);
        to.writeSInt32NoTag(nanos);
    }

    private static int nanos(CodedInputStream from) throws IOException {
        return ChronoField.NANO_OF_SECOND.checkValidIntValue(from.readSInt32());
    }

    private static void write(LocalDateTime value, CodedOutputStream to) throws IOException {
        to.writeSInt64NoTag(value.toLocalDate().toEpochDay());
        to.writeSInt64NoTag(value.toLocalTime().toNanoOfDay());
    }

    private static LocalDateTime readDateTime(CodedInputStream from) throws IOException {
        return LocalDateTime.of(LocalDate.ofEpochDay(from.readSInt64()), LocalTime.ofNanoOfDay(from.readSInt64()));
    }

    private static void write(ZoneOffset value, CodedOutputStream to) throws IOException {
        to.writeSInt32NoTag(value.getTotalSeconds());
    }

    private static ZoneOffset readOffset(CodedInputStream from) throws IOException {
        return ZoneOffset.ofTotalSeconds(from.readSInt32());
    }
}
