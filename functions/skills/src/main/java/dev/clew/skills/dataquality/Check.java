package dev.clew.skills.dataquality;

import java.util.List;

/// One way in which data can be bad. A check looks at the whole table and returns what it found, in
/// the order of the columns; an empty list means it looked and found nothing.
interface Check {

  List<Issue> look(Table table);

  /// How many comparisons it makes on this table, whatever comes of them.
  long looks(Table table);
}
