using System.Data;
using System.Globalization;
using Dapper;

namespace Ingestion.Worker.Storage;

/// <summary>
/// How Dapper reads and writes what the stores keep differently: times (timestamptz on PostgreSQL, milliseconds since 1970 on SQLite) and
/// keys of 128 bits (uuid, 32 hexadecimal digits).
/// </summary>
internal static class StoreTypes
{
    private static readonly Lazy<bool> Registered = new(() =>
    {
        SqlMapper.RemoveTypeMap(typeof(DateTimeOffset));
        SqlMapper.RemoveTypeMap(typeof(DateTimeOffset?));
        SqlMapper.AddTypeHandler(new TimeHandler());
        SqlMapper.RemoveTypeMap(typeof(Guid));
        SqlMapper.AddTypeHandler(new UuidHandler());
        DefaultTypeMap.MatchNamesWithUnderscores = true;
        return true;
    });

    public static void Register() => _ = Registered.Value;

    public static DateTimeOffset ToTime(object value) => value switch
    {
        DateTimeOffset time => time,
        DateTime time => new DateTimeOffset(DateTime.SpecifyKind(time, DateTimeKind.Utc)),
        long milliseconds => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds),
        _ => throw new InvalidCastException($"not a time: {value.GetType().Name}"),
    };

    private sealed class UuidHandler : SqlMapper.TypeHandler<Guid>
    {
        public override Guid Parse(object value) => value as Guid? ?? Guid.ParseExact((string)value, "N");

        public override void SetValue(IDbDataParameter parameter, Guid value) =>
            parameter.Value = parameter is Microsoft.Data.Sqlite.SqliteParameter ? value.ToString("N") : value;
    }

    private sealed class TimeHandler : SqlMapper.TypeHandler<DateTimeOffset>
    {
        public override DateTimeOffset Parse(object value) => ToTime(value);

        public override void SetValue(IDbDataParameter parameter, DateTimeOffset value) =>
            parameter.Value = parameter is Microsoft.Data.Sqlite.SqliteParameter
                ? value.ToUnixTimeMilliseconds()
                : Convert.ToDateTime(value.UtcDateTime, CultureInfo.InvariantCulture);
    }
}
