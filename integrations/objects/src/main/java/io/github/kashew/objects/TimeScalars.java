package io.github.kashew.objects;

import static io.github.kashew.objects.Scalars.present;

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
import java.util.Map;

/** The layouts of {@code java.time}. */
final class TimeScalars {
    private TimeScalars() {}

    static void addTo(Map<Class<?>, Scalar<?>> all) {
        add(
                all,
                Instant.class,
                (out, v) -> seconds(out, v.getEpochSecond(), v.getNano()),
                in -> Instant.ofEpochSecond(
                        in.stream().readSInt64(), in.stream().readUInt32()));
        add(
                all,
                Duration.class,
                (out, v) -> seconds(out, v.getSeconds(), v.getNano()),
                in -> Duration.ofSeconds(in.stream().readSInt64(), in.stream().readUInt32()));
        add(all, LocalDate.class, TimeScalars::write, TimeScalars::date);
        add(all, LocalTime.class, TimeScalars::write, TimeScalars::time);
        add(
                all,
                LocalDateTime.class,
                (out, v) -> {
                    write(out, v.toLocalDate());
                    write(out, v.toLocalTime());
                },
                TimeScalars::dateTime);
        add(
                all,
                OffsetDateTime.class,
                (out, v) -> {
                    write(out, v.toLocalDate());
                    write(out, v.toLocalTime());
                    write(out, v.getOffset());
                },
                in -> OffsetDateTime.of(dateTime(in), offset(in)));
        add(
                all,
                OffsetTime.class,
                (out, v) -> {
                    write(out, v.toLocalTime());
                    write(out, v.getOffset());
                },
                in -> OffsetTime.of(time(in), offset(in)));
        add(
                all,
                ZonedDateTime.class,
                (out, v) -> {
                    write(out, v.toLocalDate());
                    write(out, v.toLocalTime());
                    write(out, v.getOffset());
                    out.string(v.getZone().getId());
                },
                in -> {
                    LocalDateTime local = dateTime(in);
                    ZoneOffset offset = offset(in);
                    return ZonedDateTime.ofLocal(local, ZoneId.of(present(in.string())), offset);
                });
        add(all, ZoneOffset.class, TimeScalars::write, TimeScalars::offset);
        add(all, ZoneId.class, (out, v) -> out.string(v.getId()), in -> ZoneId.of(present(in.string())));
        add(
                all,
                Period.class,
                (out, v) -> {
                    out.stream().writeSInt32NoTag(v.getYears());
                    out.stream().writeSInt32NoTag(v.getMonths());
                    out.stream().writeSInt32NoTag(v.getDays());
                },
                in -> Period.of(
                        in.stream().readSInt32(),
                        in.stream().readSInt32(),
                        in.stream().readSInt32()));
        add(
                all,
                Year.class,
                (out, v) -> out.stream().writeSInt32NoTag(v.getValue()),
                in -> Year.of(in.stream().readSInt32()));
        add(
                all,
                YearMonth.class,
                (out, v) -> {
                    out.stream().writeSInt32NoTag(v.getYear());
                    out.stream().writeUInt32NoTag(v.getMonthValue());
                },
                in -> YearMonth.of(in.stream().readSInt32(), in.stream().readUInt32()));
        add(
                all,
                MonthDay.class,
                (out, v) -> {
                    out.stream().writeUInt32NoTag(v.getMonthValue());
                    out.stream().writeUInt32NoTag(v.getDayOfMonth());
                },
                in -> MonthDay.of(in.stream().readUInt32(), in.stream().readUInt32()));
    }

    private static <V> void add(
            Map<Class<?>, Scalar<?>> all, Class<V> type, Scalar.Writer<V> writer, Scalar.Reader<V> reader) {
        all.put(type, new Scalar<>(type, writer, reader));
    }

    private static void seconds(Output out, long seconds, int nanos) throws IOException {
        out.stream().writeSInt64NoTag(seconds);
        out.stream().writeUInt32NoTag(nanos);
    }

    private static void write(Output out, LocalDate date) throws IOException {
        out.stream().writeSInt64NoTag(date.toEpochDay());
    }

    private static void write(Output out, LocalTime time) throws IOException {
        out.stream().writeUInt64NoTag(time.toNanoOfDay());
    }

    private static void write(Output out, ZoneOffset offset) throws IOException {
        out.stream().writeSInt32NoTag(offset.getTotalSeconds());
    }

    private static LocalDate date(Input in) throws IOException {
        return LocalDate.ofEpochDay(in.stream().readSInt64());
    }

    private static LocalTime time(Input in) throws IOException {
        return LocalTime.ofNanoOfDay(in.stream().readUInt64());
    }

    private static LocalDateTime dateTime(Input in) throws IOException {
        return LocalDateTime.of(date(in), time(in));
    }

    private static ZoneOffset offset(Input in) throws IOException {
        return ZoneOffset.ofTotalSeconds(in.stream().readSInt32());
    }
}
