package dev.clew.traces.rows;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/// Takes a column's cells one by one and finds out what they are.
///
/// A column starts as text. Once [#DECIDE_AT] cells have come it becomes numbers or times if that
/// is what most of them are, and from then on keeps no text of what it can parse. When the rest
/// tells another story, [#finish] asks for the column to be read again as text; that is rare, and
/// exact.
final class ColumnBuilder {
  /// What a column is to be.
  enum Kind {
    /// Whatever its cells are.
    ANY,
    TEXT,
    NUMBER,
    TIME
  }

  private static final int DECIDE_AT = 4_096;

  /// A column of any kind is numbers when more than half of its cells are..
  private static final double NUMBERS_FROM = 0.5;

  /// .. and of the others there are few, as dirt is, or few different ones, as words for "unknown"
  /// are. Many different texts make a column of texts some of which look like numbers: ticket
  /// numbers.
  private static final double DIRT = 0.1;

  private static final int WORDS_FOR_UNKNOWN = 10;

  /// A column of any kind is times when nearly all of its cells are.
  private static final double TIMES_FROM = 0.95;

  /// More numbers written with a leading zero, or too long for a double, make a column of codes.
  private static final double CODES_FROM = 0.01;

  private final String name;
  private final Kind kind;
  private final Consumer<String> watch;
  private final NumberText number;

  private Kind mode = Kind.TEXT;
  private boolean decided;
  private int size;
  private int reserved;
  private int cut;
  private int filled;
  private int codeLike;
  private int grouped;
  private boolean whole = true;
  private SlashedDates slashed = SlashedDates.UNTOLD;

  private Dictionary dictionary = new Dictionary();
  private int[] codes = new int[0];
  private double[] values = new double[0];

  /// Numbers laid aside, and how many these are: `values` begins behind them.
  private double[] before = new double[0];

  private int base;
  private long[] millis = new long[0];
  private Map<Integer, String> unparsed = new LinkedHashMap<>();

  /// A builder of an empty column.
  ///
  /// @param watch told of every text that is kept
  ColumnBuilder(String name, Kind kind, boolean decimalComma, Consumer<String> watch) {
    this.name = name;
    this.kind = kind;
    this.watch = watch;
    this.number = new NumberText(decimalComma);
  }

  String name() {
    return name;
  }

  int size() {
    return size;
  }

  void add(char[] text, int offset, int length) {
    if (Missing.is(text, offset, length)) {
      addMissing();
      return;
    }
    switch (mode) {
      case NUMBER -> {
        if (number.read(text, offset, length)) {
          parsed(number.value, number.leadingZero || number.tooLong);
          grouped += number.grouped ? 1 : 0;
        } else {
          put(Double.NaN);
          leave(new String(text, offset, length));
        }
      }
      case TIME -> {
        millis = room(millis);
        long time = time(text, offset, length);
        millis[size] = time;
        if (time == Column.Times.ABSENT) {
          leave(new String(text, offset, length));
        }
      }
      case ANY, TEXT -> {
        int known = dictionary.size();
        code(dictionary.code(text, offset, length), known);
        return;
      }
    }
    size++;
    filled++;
  }

  void add(String text) {
    add(text.toCharArray(), 0, text.length());
  }

  private void code(int code, int known) {
    if (code == known) {
      watch.accept(dictionary.text(code));
    }
    if (size == codes.length) {
      codes = Arrays.copyOf(codes, grown());
    }
    codes[size++] = code;
    filled++;
    if (filled == DECIDE_AT && kind != Kind.TEXT && !decided) {
      decide();
      decided = true;
    }
  }

  private void parsed(double value, boolean likeCode) {
    put(value);
    whole &= value == Math.rint(value);
    codeLike += likeCode ? 1 : 0;
  }

  private long time(char[] text, int offset, int length) {
    long quick = TimeText.quick(text, offset, length);
    if (quick != Column.Times.ABSENT) {
      return quick;
    }
    var whole = new String(text, offset, length);
    long dated = slashed.epochMillis(whole);
    return dated != Column.Times.ABSENT
        ? dated
        : TimeText.read(whole).map(Instant::toEpochMilli).orElse(Column.Times.ABSENT);
  }

  /// How dates with slashes are read.
  SlashedDates slashed() {
    return mode == Kind.TIME ? slashed : SlashedDates.UNTOLD;
  }

  private void leave(String text) {
    leave(text, size);
  }

  private void leave(String text, int row) {
    watch.accept(text);
    unparsed.put(row, text);
  }

  void addMissing() {
    switch (mode) {
      case NUMBER -> {
        put(Double.NaN);
        size++;
      }
      case TIME -> {
        millis = room(millis);
        millis[size++] = Column.Times.ABSENT;
      }
      case ANY, TEXT -> {
        if (size == codes.length) {
          codes = Arrays.copyOf(codes, grown());
        }
        codes[size++] = -1;
      }
    }
  }

  /// A cell that comes as a number: NaN is empty, infinity no number.
  void addNumber(double value) {
    if (Double.isNaN(value)) {
      addMissing();
    } else if (Double.isInfinite(value)) {
      add(Double.toString(value));
    } else if (mode == Kind.NUMBER || becomes(Kind.NUMBER)) {
      parsed(value, false);
      size++;
      filled++;
    } else {
      add(NumberText.plain(value));
    }
  }

  /// A cell that comes as an integer, which a double may not hold.
  void addWhole(long value) {
    if (Math.abs(value) <= 1L << 53) {
      addNumber((double) value);
    } else if (mode == Kind.NUMBER || becomes(Kind.NUMBER)) {
      parsed((double) value, true);
      size++;
      filled++;
    } else {
      add(Long.toString(value));
    }
  }

  /// A cell that comes as a time.
  void addTime(long epochMillis) {
    if (mode == Kind.TIME || becomes(Kind.TIME)) {
      millis = room(millis);
      millis[size++] = epochMillis;
      filled++;
    } else {
      add(Instant.ofEpochMilli(epochMillis).toString());
    }
  }

  /// Whether the column, still without content, takes on a kind.
  private boolean becomes(Kind wanted) {
    boolean free = mode == Kind.TEXT && filled == 0 && (kind == Kind.ANY || kind == wanted);
    // Numbers in a time column are epochs: they are turned at the end.
    boolean epochs = mode == Kind.TEXT && filled == 0 && kind == Kind.TIME;
    if (!free && !(epochs && wanted == Kind.NUMBER)) {
      return false;
    }
    if (wanted == Kind.NUMBER) {
      values = new double[Math.max(reserved, Math.max(16, size))];
      Arrays.fill(values, 0, size, Double.NaN);
    } else {
      millis = new long[Math.max(reserved, Math.max(16, size))];
      Arrays.fill(millis, 0, size, Column.Times.ABSENT);
    }
    codes = new int[0];
    mode = wanted;
    return true;
  }

  /// Says that so many cells more are known to come: room for them is made with the first.
  void reserve(int cells) {
    long wanted = (long) size - base + cells;
    if (wanted <= Integer.MAX_VALUE - 8) {
      reserved = Math.max(reserved, (int) wanted);
    }
  }

  /// The cells so far are the column's first half; numbers among them are laid aside as they are.
  /// To be called once.
  ///
  /// @param ahead cells that are known to come
  void cut(int ahead) {
    cut = size;
    if (mode == Kind.NUMBER) {
      before = values.length == size ? values : Arrays.copyOf(values, size);
      values = new double[0];
      base = size;
      reserved = 0;
    }
    reserve(ahead);
  }

  /// Takes many cells that come as numbers: NaN is empty, infinity no number.
  ///
  /// @param numbers gives each by its place
  void addNumbers(int count, IntToDoubleFunction numbers) {
    if (mode != Kind.NUMBER && !becomes(Kind.NUMBER)) {
      for (int i = 0; i < count; i++) {
        addNumber(numbers.applyAsDouble(i));
      }
      return;
    }
    double[] into = roomFor(count);
    int at = size - base;
    for (int i = 0; i < count; i++) {
      into[at + i] = numbers.applyAsDouble(i);
    }
    added(count);
  }

  private double[] roomFor(int count) {
    int wanted = size - base + count;
    if (values.length < wanted) {
      values = Arrays.copyOf(values, Math.max(wanted, grown(size - base)));
    }
    return values;
  }

  /// Counts numbers that lie behind the last cell already.
  private void added(int count) {
    int at = size - base;
    int finite = 0;
    for (int i = at; i < at + count; i++) {
      finite += Math.abs(values[i]) <= Double.MAX_VALUE ? 1 : 0;
    }
    filled += finite;
    for (int i = at; finite < count && i < at + count; i++) {
      if (Double.isInfinite(values[i])) {
        leave(Double.toString(values[i]), base + i);
        values[i] = Double.NaN;
        filled++;
      }
    }
    for (int i = at; whole && i < at + count; i++) {
      whole = Double.isNaN(values[i]) || values[i] == Math.rint(values[i]);
    }
    size += count;
  }

  void padTo(int rows) {
    while (size < rows) {
      addMissing();
    }
  }

  /// Takes back the cells of a row that turned out ill-formed.
  void cutTo(int rows) {
    while (size > rows) {
      size--;
      boolean empty =
          switch (mode) {
            case NUMBER -> Double.isNaN(values[size - base]) && !unparsed.containsKey(size);
            case TIME -> millis[size] == Column.Times.ABSENT && !unparsed.containsKey(size);
            case ANY, TEXT -> codes[size] < 0;
          };
      unparsed.remove(size);
      filled -= empty ? 0 : 1;
    }
  }

  /// Lays a number behind the last cell.
  private void put(double value) {
    if (size - base == values.length) {
      values = Arrays.copyOf(values, grown(size - base));
    }
    values[size - base] = value;
  }

  private long[] room(long[] array) {
    return size == array.length ? Arrays.copyOf(array, grown()) : array;
  }

  private int grown() {
    return grown(size);
  }

  /// Cells that an array which is full grows to.
  private int grown(int cells) {
    return cells < reserved ? reserved : Math.max(16, cells + (cells >> 1) + 1);
  }

  /// What the texts so far are.
  private void decide() {
    var counts = new int[dictionary.size()];
    for (int i = 0; i < size; i++) {
      if (codes[i] >= 0) {
        counts[codes[i]]++;
      }
    }
    int numbers = 0;
    int codeNumbers = 0;
    int otherTexts = 0;
    for (int code = 0; code < counts.length; code++) {
      var text = dictionary.text(code).toCharArray();
      if (number.read(text, 0, text.length)) {
        numbers += counts[code];
        codeNumbers += number.leadingZero || number.tooLong ? counts[code] : 0;
      } else {
        otherTexts++;
      }
    }
    boolean coded = kind == Kind.ANY && codeNumbers > CODES_FROM * filled;
    boolean numeric =
        kind == Kind.ANY
            ? mostlyNumbers(numbers, otherTexts)
            : numbers > NUMBERS_FROM * filled || (kind == Kind.NUMBER && numbers > 0);
    if (numeric && !coded) {
      turnToNumbers();
      return;
    }
    if (kind == Kind.NUMBER) {
      return;
    }
    int times = 0;
    slashed = SlashedDates.in(IntStream.range(0, counts.length).mapToObj(dictionary::text));
    for (int code = 0; code < counts.length; code++) {
      var text = dictionary.text(code).toCharArray();
      times += time(text, 0, text.length) == Column.Times.ABSENT ? 0 : counts[code];
      // A column of words is given up early.
      if (code == 100 && times == 0) {
        return;
      }
    }
    if (times > 0 && (kind == Kind.TIME || times >= TIMES_FROM * filled)) {
      turnToTimes();
    }
  }

  private boolean mostlyNumbers(int numbers, int otherTexts) {
    return numbers > NUMBERS_FROM * filled
        && (filled - numbers <= DIRT * filled || otherTexts <= WORDS_FOR_UNKNOWN);
  }

  private void turnToNumbers() {
    mode = Kind.NUMBER;
    values = new double[Math.max(codes.length, size)];
    var known = new double[dictionary.size()];
    var fits = new boolean[dictionary.size()];
    var code = new boolean[dictionary.size()];
    var groups = new boolean[dictionary.size()];
    for (int i = 0; i < known.length; i++) {
      var text = dictionary.text(i).toCharArray();
      fits[i] = number.read(text, 0, text.length);
      known[i] = fits[i] ? number.value : Double.NaN;
      code[i] = fits[i] && (number.leadingZero || number.tooLong);
      groups[i] = fits[i] && number.grouped;
    }
    for (int i = 0; i < size; i++) {
      values[i] = codes[i] < 0 ? Double.NaN : known[codes[i]];
      if (codes[i] < 0) {
        continue;
      }
      if (!fits[codes[i]]) {
        unparsed.put(i, dictionary.text(codes[i]));
        continue;
      }
      whole &= values[i] == Math.rint(values[i]);
      codeLike += code[codes[i]] ? 1 : 0;
      grouped += groups[codes[i]] ? 1 : 0;
    }
    codes = new int[0];
    dictionary = new Dictionary();
  }

  private void turnToTimes() {
    mode = Kind.TIME;
    millis = new long[Math.max(codes.length, size)];
    var known = new long[dictionary.size()];
    for (int i = 0; i < known.length; i++) {
      var text = dictionary.text(i).toCharArray();
      known[i] = time(text, 0, text.length);
    }
    for (int i = 0; i < size; i++) {
      millis[i] = codes[i] < 0 ? Column.Times.ABSENT : known[codes[i]];
      if (codes[i] >= 0 && millis[i] == Column.Times.ABSENT) {
        unparsed.put(i, dictionary.text(codes[i]));
      }
    }
    codes = new int[0];
    dictionary = new Dictionary();
  }

  /// How many numbers had their thousands set apart.
  int grouped() {
    return grouped;
  }

  /// The column, cut; empty when it has to be read again as text. To be called once: the builder
  /// keeps nothing.
  Optional<Halves> finish() {
    if (mode == Kind.TEXT && kind != Kind.TEXT && filled > 0) {
      decide();
    }
    var column = mode == Kind.NUMBER ? numbers() : column().map(all -> Halves.of(all, cut));
    values = new double[0];
    before = new double[0];
    millis = new long[0];
    codes = new int[0];
    return column;
  }

  private Optional<Column> column() {
    return switch (mode) {
      case TIME ->
          kind == Kind.ANY && unparsed.size() > (1 - TIMES_FROM) * filled
              ? Optional.empty()
              : Optional.of(
                  new Column.Times(
                      name,
                      millis.length == size ? millis : Arrays.copyOf(millis, size),
                      unparsed));
      case ANY, TEXT, NUMBER -> Optional.of(filled == 0 && kind != Kind.TEXT ? nothing() : texts());
    };
  }

  private Column nothing() {
    if (kind == Kind.TIME) {
      var absent = new long[size];
      Arrays.fill(absent, Column.Times.ABSENT);
      return new Column.Times(name, absent, Map.of());
    }
    var empty = new double[size];
    Arrays.fill(empty, Double.NaN);
    return new Column.Numbers(name, empty, Map.of(), false);
  }

  private Optional<Halves> numbers() {
    int otherTexts = (int) unparsed.values().stream().distinct().limit(100).count();
    boolean numeric = mostlyNumbers(filled - unparsed.size(), otherTexts);
    boolean coded = codeLike > CODES_FROM * filled;
    if (kind == Kind.ANY && filled > 0 && (!numeric || coded)) {
      return Optional.empty();
    }
    boolean integers = whole && filled > 0;
    var rest = values.length == size - base ? values : Arrays.copyOf(values, size - base);
    if (base < cut) {
      // It became numbers behind the cut, or after texts had been looked at.
      return Optional.of(Halves.of(kind(new Column.Numbers(name, rest, unparsed, integers)), cut));
    }
    var first = new Column.Numbers(name, before, Cells.shifted(unparsed, 0, base), integers);
    var second = new Column.Numbers(name, rest, Cells.shifted(unparsed, base, size), integers);
    var halves = new Halves(first, second);
    return Optional.of(kind == Kind.TIME ? Halves.of(kind(halves.whole()), cut) : halves);
  }

  /// Numbers as the kind that is asked for.
  private Column kind(Column numbers) {
    return kind == Kind.TIME && numbers instanceof Column.Numbers epochs ? epochs(epochs) : numbers;
  }

  private static Column epochs(Column.Numbers numbers) {
    var times = new long[numbers.size()];
    Map<Integer, String> unparsed = new LinkedHashMap<>(numbers.unparsed());
    for (int i = 0; i < times.length; i++) {
      double value = numbers.values()[i];
      double time = TimeText.epochMillis(value);
      times[i] = Double.isNaN(time) ? Column.Times.ABSENT : Math.round(time);
      if (Double.isNaN(time) && !Double.isNaN(value)) {
        unparsed.put(i, NumberText.plain(value));
      }
    }
    return new Column.Times(numbers.name(), times, unparsed);
  }

  /// Categories: unused texts left out, and `17.0` the same as `17`.
  private Column texts() {
    var used = new boolean[dictionary.size()];
    for (int i = 0; i < size; i++) {
      if (codes[i] >= 0) {
        used[codes[i]] = true;
      }
    }
    var canonical = new Dictionary();
    var recoded = new int[used.length];
    boolean same = true;
    for (int code = 0; code < used.length; code++) {
      recoded[code] = used[code] ? canonical.code(canonical(dictionary.text(code))) : -1;
      same &= recoded[code] == code;
    }
    var own = Arrays.copyOf(codes, size);
    if (!same) {
      for (int i = 0; i < size; i++) {
        own[i] = own[i] < 0 ? -1 : recoded[own[i]];
      }
    }
    List<String> texts = new ArrayList<>(canonical.size());
    for (int code = 0; code < canonical.size(); code++) {
      texts.add(canonical.text(code));
    }
    return new Column.Categories(name, own, List.copyOf(texts));
  }

  /// An integer that was written as a fraction, as pandas does in columns with gaps: `17.0` is
  /// `17`.
  private static String canonical(String text) {
    int point = text.indexOf('.');
    if (point <= 0 || point == text.length() - 1) {
      return text;
    }
    int start = text.charAt(0) == '-' ? 1 : 0;
    if (start == point || (text.charAt(start) == '0' && point > start + 1)) {
      return text;
    }
    for (int i = start; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean fits = i == point || (i < point ? c >= '0' && c <= '9' : c == '0');
      if (!fits) {
        return text;
      }
    }
    return text.substring(0, point);
  }
}
