namespace EndToEnd.Tests;

/// <summary>What the worker under test keeps its pool in.</summary>
public enum Store
{
    Sqlite,
    Postgres,
}
