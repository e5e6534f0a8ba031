using System.Net.Sockets;
using Ingestion.Worker.Commands;
using Ingestion.Worker.Storage;
using Microsoft.Data.Sqlite;
using Npgsql;
using Xunit;

namespace Ingestion.Worker.Tests.Storage;

public sealed class StoreFaultTests
{
    [Theory]
    [InlineData("53100", true)]
    [InlineData("57P01", true)]
    [InlineData("08006", true)]
    [InlineData("42P07", false)]
    [InlineData("28P01", false)]
    public void Postgres_ByItsCode(string state, bool isAway)
    {
        var fault = new PostgresException("a secret value", "ERROR", "ERROR", state);

        Assert.Equal($"PostgresException, SQLSTATE {state}", StoreFault.Name(fault));
        Assert.Equal(isAway, StoreFault.IsAway(fault));
        Assert.StartsWith(isAway ? "the database does not answer: " : "the database refuses: ", Guard.Line(fault));
    }

    [Theory]
    [InlineData(13, "database or disk is full", true)]
    [InlineData(5, "database is locked", true)]
    [InlineData(1, "SQL logic error", false)]
    [InlineData(26, "file is not a database", false)]
    public void Sqlite_ByItsCode(int code, string words, bool isAway)
    {
        SQLitePCL.Batteries.Init();
        var fault = new SqliteException("a secret value", code);

        Assert.Equal($"SqliteException, {words} ({code})", StoreFault.Name(fault));
        Assert.Equal(isAway, StoreFault.IsAway(fault));
    }

    [Fact]
    public void Connection_ByItsSocket()
    {
        var fault = new NpgsqlException("a secret host", new SocketException((int)SocketError.ConnectionRefused));

        Assert.Equal("NpgsqlException, ConnectionRefused", StoreFault.Name(fault));
        Assert.True(StoreFault.IsAway(fault));
        Assert.Equal("InvalidOperationException", StoreFault.Name(new InvalidOperationException("a secret value")));
    }
}
